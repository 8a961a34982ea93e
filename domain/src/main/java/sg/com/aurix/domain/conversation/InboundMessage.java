package sg.com.aurix.domain.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * A message that a contact sent to a channel, whatever it looked like on the wire.
 *
 * @param profileName what the contact calls itself on WhatsApp
 * @param texts everything in it that a person wrote or chose: body, caption, title of a reply
 * @param sharedPhoneNumber the contact's own number, where the contact answered a request to share it (LD-7)
 * @param sentAt when WhatsApp took it
 */
public record InboundMessage(
        MessageId id,
        ChannelId channelId,
        Contact contact,
        Optional<String> profileName,
        List<String> texts,
        Optional<PhoneNumber> sharedPhoneNumber,
        Instant sentAt) {
    public InboundMessage {
        texts = List.copyOf(texts);
    }

    /** The references in this message's texts, in the order they stand there, each once (LD-2). */
    public List<Reference> references() {
        return texts.stream()
                .flatMap(text -> Reference.findAll(text).stream())
                .distinct()
                .toList();
    }

    /** Only what names no person: the id, the texts and the contact stay out of logs (RS-19). */
    @Override
    public String toString() {
        return "InboundMessage[channelId=" + channelId + "]";
    }
}

package sg.com.aurix.adapters.http.whatsapp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.ChannelId;

/**
 * Reads what people said out of deliveries of the WhatsApp Cloud API.
 *
 * <p>A delivery is read as far as it goes: what is missing, of another type or unknown is passed over, so that one odd message
 * does not cost the others (RS-6). What is passed over is logged without a word of it, nor the message's id, in which WhatsApp
 * encodes the sender's phone number (RS-19).
 */
final class DeliveryReader {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReader.class);

    /** Far beyond the 1,000 messages of WhatsApp's largest batch, which nest about ten deep (RS-21). */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxNumberLength(100)
            .maxTokenCount(500_000)
            .build();

    /** The end of the year 9999: a later time is a slip of somebody's unit. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonMapper json =
            new JsonMapper(JsonFactory.builder().streamReadConstraints(LIMITS).build());
    private final InstantSource clock;

    DeliveryReader(InstantSource clock) {
        this.clock = clock;
    }

    /** The messages of a delivery in the order in which they were sent; none if it is no JSON or nobody said anything. */
    List<InboundMessage> read(byte[] body) {
        List<InboundMessage> messages = new ArrayList<>();
        for (JsonNode entry : tree(body).path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                if (change.path("field").asText().equals("messages")) {
                    readValue(change.path("value"), messages);
                }
            }
        }
        messages.sort(Comparator.comparing(InboundMessage::sentAt));
        return messages;
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            // Its message may quote the body.
            LOG.warn(
                    "A correctly signed delivery of WhatsApp is no JSON we can read: {}",
                    e.getClass().getSimpleName());
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory was not readable", e);
        }
    }

    private void readValue(JsonNode value, List<InboundMessage> messages) {
        Senders senders = Senders.of(value);
        for (JsonNode message : value.path("messages")) {
            try {
                readMessage(value, message, senders).ifPresent(messages::add);
            } catch (InvalidValueException e) {
                LOG.warn("Passed over a WhatsApp message: something in it {}", e.expected());
            }
        }
    }

    private Optional<InboundMessage> readMessage(JsonNode value, JsonNode message, Senders senders) {
        Optional<Said> said = Said.in(message, json);
        if (said.isEmpty()) {
            LOG.debug("Passed over a WhatsApp message that is of a type we do not use");
        }
        return said.map(words -> {
            Senders.Sender sender = senders.senderOf(message);
            return new InboundMessage(
                    new MessageId(message.path("id").asText()),
                    new ChannelId(value.path("metadata").path("phone_number_id").asText()),
                    sender.contact(),
                    sender.profileName(),
                    words.texts(),
                    words.sharedPhoneNumber(),
                    sentAt(message.path("timestamp")));
        });
    }

    /** WhatsApp's whole seconds since 1970, as text or as a number; the time of arrival if they are none. */
    private Instant sentAt(JsonNode timestamp) {
        long seconds = timestamp.asLong();
        return seconds < 1 || seconds > LAST_SECOND ? clock.instant() : Instant.ofEpochSecond(seconds);
    }
}

package sg.com.aurix.adapters.http.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * A text that somebody wrote on the demo's phone.
 *
 * @param name the sender's profile name
 * @param sentAt of which WhatsApp tells the whole seconds
 */
record PhoneMessage(MessageId id, PhoneNumber sender, ContactUserId userId, String name, String text, Instant sentAt) {
    /** Of the WhatsApp Business Account, as in the examples of the Cloud API that this project tests with; it decides nothing. */
    private static final String ACCOUNT = "102290129340398";

    /** As Meta writes: ASCII alone, everything else escaped with lower-case digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    /** The delivery of it to that channel, as the WhatsApp Cloud API writes it (LD-1, LD-7). */
    String toPayload(Channel channel) {
        ObjectNode delivery = JSON.createObjectNode().put("object", "whatsapp_business_account");
        ObjectNode change = delivery.putArray("entry")
                .addObject()
                .put("id", ACCOUNT)
                .putArray("changes")
                .addObject();
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        change.put("field", "messages");
        value.putObject("metadata")
                .put("display_phone_number", channel.phoneNumber().digits())
                .put("phone_number_id", channel.id().value());
        ObjectNode contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", name);
        contact.put("wa_id", sender.digits()).put("user_id", userId.value());
        value.putArray("messages")
                .addObject()
                .put("from", sender.digits())
                .put("from_user_id", userId.value())
                .put("id", id.value())
                .put("timestamp", Long.toString(sentAt.getEpochSecond()))
                .put("type", "text")
                .putObject("text")
                .put("body", text);
        return write(delivery);
    }

    private static String write(ObjectNode delivery) {
        try {
            return JSON.writeValueAsString(delivery);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can always be written", e);
        }
    }

    /** The mask: who wrote what is nobody's business (RS-19). */
    @Override
    public String toString() {
        return "PhoneMessage[***]";
    }
}

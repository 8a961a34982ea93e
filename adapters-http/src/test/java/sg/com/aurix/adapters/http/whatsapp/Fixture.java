package sg.com.aurix.adapters.http.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Deliveries as WhatsApp sends them: the published fixtures, and each with something changed. */
final class Fixture {
    static final String TEXT = "01_text_reference.json";
    static final String BUSINESS_SCOPED = "02_text_reference_bsuid_only.json";
    static final String TRANSLATED = "03_text_reference_lowercased_translated.json";
    static final String REFERRAL = "05_ctwa_referral.json";
    static final String CAPTION = "06_image_caption_reference.json";
    static final String BUTTON = "07_button_quick_reply.json";
    static final String LIST_REPLY = "08_interactive_list_reply.json";
    static final String BATCH = "11_batch_two_entries_dup_out_of_order.json";
    static final String DELIVERED = "12_status_delivered.json";
    static final String SENT = "12_status_sent.json";
    static final String REVOKE = "15_revoke.json";
    static final String CONTACT_REQUEST = "18_contacts_contact_request.json";
    static final String GOLDEN = "golden_body.bin";

    static final List<String> ALL = List.of(
            TEXT,
            BUSINESS_SCOPED,
            TRANSLATED,
            REFERRAL,
            CAPTION,
            BUTTON,
            LIST_REPLY,
            BATCH,
            DELIVERED,
            SENT,
            REVOKE,
            CONTACT_REQUEST,
            GOLDEN);

    static final JsonMapper JSON = new JsonMapper();

    private Fixture() {}

    /** The exact bytes of a fixture. */
    static byte[] bytes(String name) {
        try (InputStream resource = Fixture.class.getResourceAsStream("/whatsapp/" + name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(String name) {
        return parse(bytes(name));
    }

    static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text fixture, its one value changed. */
    static byte[] withValue(Consumer<ObjectNode> change) {
        JsonNode tree = tree(TEXT);
        change.accept((ObjectNode) tree.at("/entry/0/changes/0/value"));
        return write(tree);
    }

    /** The text fixture, its one message changed. */
    static byte[] withMessage(Consumer<ObjectNode> change) {
        return withValue(value -> change.accept(message(value)));
    }

    /** The text fixture, its message one of another type with that content. */
    static byte[] withContent(String type, String content) {
        return withMessage(message -> {
            message.remove("text");
            message.put("type", type);
            message.set(type, parse(content.getBytes(StandardCharsets.UTF_8)));
        });
    }

    /** A text of the fixtures' sender. */
    static byte[] text(String id, String body) {
        return withMessage(message -> message.put("id", id).putObject("text").put("body", body));
    }

    static ObjectNode message(ObjectNode value) {
        return (ObjectNode) value.at("/messages/0");
    }

    static ObjectNode contact(ObjectNode value) {
        return (ObjectNode) value.at("/contacts/0");
    }

    static ArrayNode messages(ObjectNode value) {
        return (ArrayNode) value.path("messages");
    }
}

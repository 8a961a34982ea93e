package sg.com.aurix.adapters.http.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * What a person said with a message of the Cloud API.
 *
 * @param texts what the person wrote or chose; empty for a picture without a caption, a voice message, a place
 * @param sharedPhoneNumber the person's own number, where it was shared on request
 */
record Said(List<String> texts, Optional<PhoneNumber> sharedPhoneNumber) {
    /**
     * What a message says, by its type; nothing if the type is no utterance of a person, such as {@code reaction}, {@code revoke},
     * {@code system}, {@code request_welcome} and {@code unsupported}, or none that we know.
     *
     * @param json reads the JSON that stands as text in the answers to a form
     */
    static Optional<Said> in(JsonNode message, JsonMapper json) {
        String type = message.path("type").asText();
        JsonNode content = message.path(type);
        return switch (type) {
            case "text" -> words(content.path("body"));
            case "image", "video", "document" -> words(content.path("caption"));
            case "audio", "sticker", "location" -> wordless();
            // The payload beside a button's text is the business's own, nobody wrote or read it.
            case "button", "order" -> words(content.path("text"));
            case "interactive" -> interactive(content, json);
            case "contacts" -> contacts(message, content);
            // An edit is a message of its own id; what it says now counts like anything else that was said.
            case "edit" -> in(content.path("message"), json);
            default -> Optional.empty();
        };
    }

    private static Optional<Said> interactive(JsonNode interactive, JsonMapper json) {
        String type = interactive.path("type").asText();
        JsonNode reply = interactive.path(type);
        return switch (type) {
            case "button_reply", "list_reply" -> words(reply.path("title"), reply.path("description"));
            case "nfm_reply" -> form(reply, json);
            default -> wordless();
        };
    }

    /** A form of WhatsApp Flows or an address: the sentence shown in the chat, then every answer. */
    private static Optional<Said> form(JsonNode reply, JsonMapper json) {
        JsonNode answers = parse(reply.path("response_json").asText(), json);
        if (answers instanceof ObjectNode object) {
            // The business's own mark, not an answer.
            object.remove("flow_token");
        }
        return words(Stream.concat(Stream.of(reply.path("body")), leaves(answers)));
    }

    private static JsonNode parse(String text, JsonMapper json) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            // The sentence in the chat still counts.
            return MissingNode.getInstance();
        }
    }

    private static Stream<JsonNode> leaves(JsonNode node) {
        return node.isContainerNode() ? node.valueStream().flatMap(Said::leaves) : Stream.of(node);
    }

    /** Only a card sent in answer to our request is the sender's own; any other may be anybody's. */
    private static Optional<Said> contacts(JsonNode message, JsonNode cards) {
        boolean own = message.path("origin").asText().equals("contact_request");
        return Optional.of(new Said(List.of(), own ? ContactCard.phoneNumber(cards) : Optional.empty()));
    }

    private static Optional<Said> wordless() {
        return Optional.of(new Said(List.of(), Optional.empty()));
    }

    private static Optional<Said> words(JsonNode... written) {
        return words(Stream.of(written));
    }

    private static Optional<Said> words(Stream<JsonNode> written) {
        List<String> texts = written.filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank())
                .toList();
        return Optional.of(new Said(texts, Optional.empty()));
    }

    /** The mask: these are somebody's words (RS-19). */
    @Override
    public String toString() {
        return "Said[***]";
    }
}

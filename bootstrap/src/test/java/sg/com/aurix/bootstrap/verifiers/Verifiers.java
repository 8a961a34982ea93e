package sg.com.aurix.bootstrap.verifiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The libraries that partners verify with, those of npm and that of Maven, asked in one go. */
final class Verifiers {
    static final String ACCEPTED = "accepted";
    static final String REFUSED = "refused";

    /** Those that check the Standard Webhooks headers, and with them the time of the attempt. */
    static final List<String> OF_STANDARD_WEBHOOKS = List.of("standardwebhooks", "svix", "standardwebhooks (Maven)");

    /**
     * Those that check a digest of the body alone. The npm package {@code x-hub-signature} wants {@code <algorithm>=<hex>}, so what it
     * checks is our {@code x-hub-signature-256}; the header of its own name, in which the published listener expects the bare digest,
     * it would refuse.
     */
    static final List<String> OF_THE_BODY = List.of("@octokit/webhooks-methods", "x-hub-signature", "bare hex digest");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeProgram node;

    Verifiers(NodeProgram node) {
        this.node = node;
    }

    /** For each delivery, in order, what each verifier says of it: {@link #ACCEPTED}, {@link #REFUSED} or what went wrong. */
    List<Map<String, String>> judge(List<Delivery> deliveries) throws IOException {
        List<Map<String, String>> verdicts =
                JSON.readValue(node.verify(asJson(deliveries)), new TypeReference<List<Map<String, String>>>() {});
        if (verdicts.size() != deliveries.size()) {
            throw new AssertionError(deliveries.size() + " deliveries, but " + verdicts.size() + " verdicts");
        }
        for (int i = 0; i < verdicts.size(); i++) {
            verdicts.get(i).put("standardwebhooks (Maven)", standardWebhooksOfMaven(deliveries.get(i)));
        }
        return verdicts;
    }

    /** The same verdict of every verifier. */
    static Map<String, String> all(String verdict) {
        return said(verdict, verdict);
    }

    static Map<String, String> said(String byThoseOfStandardWebhooks, String byThoseOfTheBody) {
        Map<String, String> verdicts = new TreeMap<>();
        OF_STANDARD_WEBHOOKS.forEach(verifier -> verdicts.put(verifier, byThoseOfStandardWebhooks));
        OF_THE_BODY.forEach(verifier -> verdicts.put(verifier, byThoseOfTheBody));
        return verdicts;
    }

    private static String asJson(List<Delivery> deliveries) throws JsonProcessingException {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode array = document.putArray("deliveries");
        for (Delivery delivery : deliveries) {
            ObjectNode item = array.addObject().put("secret", delivery.secret()).put("body", delivery.body());
            item.set("headers", JSON.valueToTree(delivery.headers()));
            if (!delivery.previousSecrets().isEmpty()) {
                item.set("previousSecrets", JSON.valueToTree(delivery.previousSecrets()));
            }
        }
        return JSON.writeValueAsString(document);
    }

    private static String standardWebhooksOfMaven(Delivery delivery) {
        Map<String, List<String>> headers = delivery.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        try {
            new Webhook("whsec_" + delivery.secret().substring("aurix_".length()))
                    .verify(new String(delivery.body(), StandardCharsets.UTF_8), headers);
            return ACCEPTED;
        } catch (WebhookVerificationException e) {
            return REFUSED;
        }
    }
}

package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookSecrets;

final class SignatureExplainer implements ExplainSignature {
    private static final String PREFIX_256 = "sha256=";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** What the libraries of Standard Webhooks allow the two clocks to differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final EventId NO_ID = EventId.floor(Instant.EPOCH);

    private final Webhooks webhooks;
    private final Outbox outbox;
    private final InstantSource clock;

    SignatureExplainer(Webhooks webhooks, Outbox outbox, InstantSource clock) {
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Optional<Explanation> explain(PartnerId partnerId, byte[] body, Map<String, String> headers) {
        Map<String, String> given = new HashMap<>();
        headers.forEach((name, value) -> given.put(name.toLowerCase(Locale.ROOT), value.strip()));
        return webhooks.of(partnerId)
                .map(webhook -> new Case(partnerId, webhook.secrets(), body, given, clock.instant()).explained());
    }

    /** One body with its headers, and the secrets they are held against. */
    private final class Case {
        private final byte[] body;
        private final Map<String, String> given;
        private final Instant now;
        private final List<WebhookSecret> valid;
        private final List<WebhookSecret> outdated;

        /** The body that is on record under the given webhook-id. */
        private final Optional<byte[]> sent;

        Case(PartnerId partnerId, WebhookSecrets secrets, byte[] body, Map<String, String> given, Instant now) {
            this.body = body;
            this.given = given;
            this.now = now;
            this.valid = secrets.validAt(now);
            this.outdated = secrets.retiring().stream()
                    .map(WebhookSecrets.Retiring::secret)
                    .filter(secret -> !valid.contains(secret))
                    .toList();
            this.sent = given(Signature.ID)
                    .flatMap(EventId::parse)
                    .flatMap(id -> outbox.find(partnerId, id))
                    .map(recorded -> recorded.event().body().bytes());
        }

        Explanation explained() {
            List<Finding> findings = List.of(hub(), hub256(), standard());
            boolean anyGiven =
                    findings.stream().anyMatch(finding -> finding.given().isPresent());
            boolean allMatch =
                    findings.stream().allMatch(finding -> finding.given().isEmpty() || finding.matches());
            return new Explanation(anyGiven && allMatch, wouldSign(), findings, hints(anyGiven));
        }

        /** As we sign, with the id and the timestamp that were given; without them there is no Standard Webhooks signature. */
        private Map<String, String> wouldSign() {
            Map<String, String> headers =
                    new LinkedHashMap<>(Signature.of(valid, NO_ID, now, body).headers());
            headers.remove(Signature.ID);
            headers.remove(Signature.TIMESTAMP);
            headers.remove(Signature.STANDARD);
            Optional<String> id = given(Signature.ID);
            Optional<String> timestamp = given(Signature.TIMESTAMP);
            if (id.isPresent() && timestamp.isPresent()) {
                headers.put(Signature.ID, id.get());
                headers.put(Signature.TIMESTAMP, timestamp.get());
                headers.put(
                        Signature.STANDARD,
                        String.join(
                                " ",
                                valid.stream()
                                        .map(secret -> standard(secret, id.get(), timestamp.get()))
                                        .toList()));
            }
            return headers;
        }

        private String standard(WebhookSecret secret, String id, String timestamp) {
            return Signature.standard(secret, id, timestamp, body);
        }

        private String digest(WebhookSecret secret) {
            return Signature.of(List.of(secret), NO_ID, now, body).hub();
        }

        private Finding hub() {
            Optional<String> value = given(Signature.HUB);
            if (value.isEmpty()) {
                return absent(Signature.HUB);
            }
            String expected = digest(valid.get(0));
            if (value.get().equals(expected)) {
                return right(Signature.HUB, value);
            }
            if (value.get().equals(PREFIX_256 + expected)) {
                return wrong(
                        Signature.HUB,
                        value,
                        "The digest is right, but this header carries it bare, without sha256= in front.");
            }
            return wrong(Signature.HUB, value, wrongDigest(value.get(), expected));
        }

        private Finding hub256() {
            Optional<String> value = given(Signature.HUB_256);
            if (value.isEmpty()) {
                return absent(Signature.HUB_256);
            }
            String expected = digest(valid.get(0));
            if (value.get().equals(PREFIX_256 + expected)) {
                return right(Signature.HUB_256, value);
            }
            if (value.get().equals(expected)) {
                return wrong(
                        Signature.HUB_256, value, "The digest is right, but this header carries it behind sha256=.");
            }
            String bare = value.get().startsWith(PREFIX_256) ? value.get().substring(PREFIX_256.length()) : value.get();
            return wrong(Signature.HUB_256, value, wrongDigest(bare, expected));
        }

        private String wrongDigest(String digest, String expected) {
            if (digest.equalsIgnoreCase(expected)) {
                return "The digest is right, but it is written in lower case.";
            }
            if (valid.stream().skip(1).anyMatch(secret -> digest.equals(digest(secret)))) {
                return "It was made with the secret before the last rotation: this header is made with the new one"
                        + " from the moment of the rotation on.";
            }
            if (outdated.stream().anyMatch(secret -> digest.equals(digest(secret)))) {
                return "It was made with a secret that a rotation has replaced and that counts no more.";
            }
            return isBodySent()
                    ? "The body is the one that was sent, so it was made with another secret or changed on its way."
                    : "It is not the HMAC-SHA256 of this body: either the body is not, byte for byte, the one that was"
                            + " sent, or the secret is another one.";
        }

        private Finding standard() {
            Optional<String> value = given(Signature.STANDARD);
            if (value.isEmpty()) {
                return absent(Signature.STANDARD);
            }
            Optional<String> id = given(Signature.ID);
            Optional<String> timestamp = given(Signature.TIMESTAMP);
            if (id.isEmpty() || timestamp.isEmpty()) {
                return wrong(
                        Signature.STANDARD,
                        value,
                        "It signs webhook-id, webhook-timestamp and the body together: give all three headers.");
            }
            List<String> signatures = Arrays.asList(value.get().split(" ", -1));
            if (valid.stream().anyMatch(secret -> signatures.contains(standard(secret, id.get(), timestamp.get())))) {
                return right(Signature.STANDARD, value);
            }
            if (outdated.stream()
                    .anyMatch(secret -> signatures.contains(standard(secret, id.get(), timestamp.get())))) {
                return wrong(
                        Signature.STANDARD,
                        value,
                        "It was made with a secret that a rotation has replaced and that counts no more.");
            }
            if (signatures.stream().noneMatch(signature -> signature.startsWith("v1,"))) {
                return wrong(Signature.STANDARD, value, "It must be v1, and a signature in base64.");
            }
            return wrong(
                    Signature.STANDARD,
                    value,
                    "No signature in it is that of this webhook-id, webhook-timestamp and body: one of them is not"
                            + " what was sent, or the secret is another one.");
        }

        private List<String> hints(boolean anyGiven) {
            List<String> hints = new ArrayList<>();
            if (!anyGiven) {
                hints.add("None of the headers carries a signature: give x-hub-signature, x-hub-signature-256 or"
                        + " webhook-signature as they arrived.");
            }
            given(Signature.ID).map(id -> aboutTheEvent()).ifPresent(hints::add);
            given(Signature.TIMESTAMP).flatMap(this::aboutTheTime).ifPresent(hints::add);
            return hints;
        }

        private boolean isBodySent() {
            return sent.filter(bytes -> Arrays.equals(bytes, body)).isPresent();
        }

        private String aboutTheEvent() {
            return sent.map(this::aboutTheBody)
                    .orElse("No event of this webhook-id is on record; sample events that a test sends are not"
                            + " recorded.");
        }

        private String aboutTheBody(byte[] sent) {
            int difference = Arrays.mismatch(sent, body);
            if (difference < 0) {
                return "The body is, byte for byte, the one that was sent under this webhook-id.";
            }
            return "The body is not the one that was sent under this webhook-id: that one has " + sent.length
                    + " bytes, this one " + body.length + ", and they differ from byte " + (difference + 1)
                    + " on. Verify the raw bytes of the request, before any framework reads and rewrites them.";
        }

        private Optional<String> aboutTheTime(String timestamp) {
            if (!SECONDS.matcher(timestamp).matches()) {
                return Optional.of("webhook-timestamp must be whole seconds since 1970.");
            }
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
            return age.abs().compareTo(TOLERANCE) > 0
                    ? Optional.of("webhook-timestamp is " + age.abs().toSeconds() + " seconds "
                            + (age.isNegative() ? "ahead of" : "behind")
                            + " our clock; libraries refuse more than 300, although the signature may be right.")
                    : Optional.empty();
        }

        private Optional<String> given(String header) {
            return Optional.ofNullable(given.get(header));
        }

        private static Finding absent(String header) {
            return new Finding(header, Optional.empty(), false, Optional.empty());
        }

        private static Finding right(String header, Optional<String> value) {
            return new Finding(header, value, true, Optional.empty());
        }

        private static Finding wrong(String header, Optional<String> value, String problem) {
            return new Finding(header, value, false, Optional.of(problem));
        }
    }
}

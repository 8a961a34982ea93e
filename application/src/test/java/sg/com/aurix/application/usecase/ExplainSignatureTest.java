package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.ExplainSignature.Explanation;
import sg.com.aurix.application.usecase.ExplainSignature.Finding;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** What is said of a request that a listener received: every way in which it can be wrong has its own words. */
@Requirement({"WH-3", "WH-4"})
class ExplainSignatureTest {
    private static final String HUB = "x-hub-signature";
    private static final String HUB_256 = "x-hub-signature-256";
    private static final String STANDARD = "webhook-signature";

    private final Salon salon = Salon.open();
    private final Map<String, String> headers = new HashMap<>();
    private byte[] body = new byte[0];

    @BeforeEach
    void receive() {
        salon.clicked();
        headers.putAll(salon.listener.lastRequest().headers());
        body = salon.listener.heardLast().body().bytes();
    }

    @Test
    void what_was_sent_is_right_in_every_header() {
        Explanation explanation = explained();

        assertThat(explanation.valid()).isTrue();
        assertThat(explanation.signed()).isEqualTo(headers);
        assertThat(explanation.findings()).extracting(Finding::header).containsExactly(HUB, HUB_256, STANDARD);
        assertThat(explanation.findings()).allSatisfy(finding -> {
            assertThat(finding.matches()).isTrue();
            assertThat(finding.given()).contains(headers.get(finding.header()));
            assertThat(finding.problem()).isEmpty();
        });
        assertThat(explanation.hints())
                .containsExactly("The body is, byte for byte, the one that was sent under this webhook-id.");
    }

    @Test
    void names_of_headers_count_in_any_letter_case_and_other_headers_do_not() {
        Map<String, String> asReceived = new HashMap<>();
        headers.forEach((name, value) -> asReceived.put(name.toUpperCase(Locale.ROOT), " " + value + "\t"));
        asReceived.put("Content-Type", "application/json");
        asReceived.put("X-Forwarded-For", "192.0.2.1");

        assertThat(explained(asReceived).valid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {HUB, HUB_256})
    void one_right_signature_is_enough(String header) {
        Explanation explanation = explained(Map.of(header, headers.get(header)));

        assertThat(explanation.valid()).isTrue();
        assertThat(finding(explanation, header).matches()).isTrue();
        assertThat(explanation.findings())
                .filteredOn(finding -> !finding.header().equals(header))
                .hasSize(2)
                .allSatisfy(absent -> {
                    assertThat(absent.given()).isEmpty();
                    assertThat(absent.matches()).isFalse();
                    assertThat(absent.problem()).isEmpty();
                });
        assertThat(explanation.signed()).containsOnlyKeys(HUB, HUB_256);
        assertThat(explanation.hints()).isEmpty();
    }

    @Test
    void one_wrong_signature_is_too_many() {
        headers.put(HUB, "0".repeat(64));

        Explanation explanation = explained();

        assertThat(explanation.valid()).isFalse();
        assertThat(finding(explanation, HUB_256).matches()).isTrue();
        assertThat(problem(HUB)).startsWith("The body is the one that was sent");
    }

    @Test
    void a_body_that_was_read_and_written_anew_is_told_apart_at_its_first_different_byte() {
        String sent = new String(body, StandardCharsets.UTF_8);
        body = sent.replace("\":", "\": ").getBytes(StandardCharsets.UTF_8);

        Explanation explanation = explained();

        assertThat(explanation.valid()).isFalse();
        assertThat(List.of(problem(HUB), problem(HUB_256)))
                .allMatch(problem -> problem.contains("either the body is not, byte for byte, the one that was sent"));
        assertThat(problem(STANDARD)).startsWith("No signature in it is that of this webhook-id");
        assertThat(explanation.hints())
                .singleElement()
                .asString()
                .contains(
                        "that one has " + sent.length() + " bytes, this one " + body.length,
                        "differ from byte " + (sent.indexOf("\":") + 3) + " on",
                        "Verify the raw bytes");
        assertThat(explanation.signed())
                .as("what we would have signed it with")
                .isEqualTo(Signature.of(
                                List.of(salon.webhook().secret()),
                                salon.listener.heardLast().id(),
                                salon.now(),
                                body)
                        .headers());
    }

    @Test
    void a_byte_order_mark_in_front_is_told_as_a_difference_from_the_first_byte_on() {
        body = ("\uFEFF" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);

        assertThat(explained().hints()).singleElement().asString().contains("differ from byte 1 on");
    }

    @Test
    void a_prefix_in_the_wrong_place_is_told() {
        String digest = headers.get(HUB);
        headers.put(HUB, "sha256=" + digest);
        headers.put(HUB_256, digest);

        assertThat(explained().valid()).isFalse();
        assertThat(problem(HUB)).contains("The digest is right", "bare, without sha256= in front");
        assertThat(problem(HUB_256)).contains("The digest is right", "behind sha256=");
    }

    @Test
    void capital_letters_are_told() {
        String digest = salon.listener.lastRequest().header(HUB).toUpperCase(Locale.ROOT);
        headers.put(HUB, digest);
        headers.put(HUB_256, "sha256=" + digest);

        assertThat(explained().valid()).isFalse();
        assertThat(List.of(problem(HUB), problem(HUB_256)))
                .containsOnly("The digest is right, but it is written in lower case.");
    }

    @Requirement("RS-17")
    @Test
    void during_an_overlap_the_old_secret_still_signs_the_standard_header_alone() {
        rotate(Duration.ofHours(1));

        Explanation explanation = explained();

        assertThat(explanation.valid()).isFalse();
        assertThat(List.of(problem(HUB), problem(HUB_256)))
                .allMatch(problem -> problem.startsWith("It was made with the secret before the last rotation"));
        assertThat(finding(explanation, STANDARD).matches()).isTrue();
        assertThat(explanation.signed().get(STANDARD)).matches("v1,\\S+ v1,\\S+");
    }

    @Requirement("RS-17")
    @Test
    void after_the_overlap_the_old_secret_is_told_as_one_that_counts_no_more() {
        rotate(Duration.ofMinutes(1));
        salon.pass(Duration.ofMinutes(1));

        assertThat(explained().valid()).isFalse();
        assertThat(List.of(problem(HUB), problem(HUB_256), problem(STANDARD)))
                .containsOnly("It was made with a secret that a rotation has replaced and that counts no more.");
    }

    @Requirement("RS-17")
    @Test
    void of_several_standard_signatures_one_right_one_is_enough() {
        headers.put(STANDARD, "v1,AAAA " + headers.get(STANDARD) + " v2,BBBB");

        assertThat(explained().valid()).isTrue();
    }

    @Test
    void another_secret_is_told_where_the_body_is_the_one_that_was_sent() {
        signWithAnotherSecret();

        assertAnotherSecretIsTold();
        assertThat(explained().hints())
                .containsExactly("The body is, byte for byte, the one that was sent under this webhook-id.");
    }

    @Requirement("RS-17")
    @Test
    void after_rotations_another_secret_is_not_taken_for_one_that_was_replaced() {
        rotate(Duration.ofMinutes(1));
        rotate(Duration.ofHours(1));
        salon.pass(Duration.ofMinutes(1));
        signWithAnotherSecret();

        assertAnotherSecretIsTold();
    }

    private void signWithAnotherSecret() {
        WebhookSecret other = new WebhookSecret("aurix_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        headers.putAll(Signature.of(List.of(other), salon.listener.heardLast().id(), salon.now(), body)
                .headers());
    }

    private void assertAnotherSecretIsTold() {
        assertThat(explained().valid()).isFalse();
        assertThat(List.of(problem(HUB), problem(HUB_256)))
                .containsOnly(
                        "The body is the one that was sent, so it was made with another secret or changed on its way.");
        assertThat(problem(STANDARD)).endsWith("or the secret is another one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp"})
    void a_standard_signature_needs_its_id_and_its_timestamp(String missing) {
        headers.remove(missing);

        Explanation explanation = explained();

        assertThat(explanation.valid()).isFalse();
        assertThat(problem(STANDARD)).endsWith("give all three headers.");
        assertThat(finding(explanation, HUB).matches()).isTrue();
        assertThat(explanation.signed()).containsOnlyKeys(HUB, HUB_256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "v1", "v2,AAAA", "sha256=AAAA", ","})
    void a_standard_signature_of_another_form_is_told(String value) {
        headers.put(STANDARD, value);

        assertThat(explained().valid()).isFalse();
        assertThat(problem(STANDARD)).isEqualTo("It must be v1, and a signature in base64.");
    }

    @Test
    void an_old_timestamp_is_a_hint_and_the_signature_is_still_right() {
        salon.pass(Duration.ofMinutes(5).minus(secondsFraction()));
        assertThat(explained().hints()).hasSize(1);

        salon.pass(Duration.ofSeconds(1));

        assertThat(explained().valid()).isTrue();
        assertThat(explained().hints()).hasSize(2).last().asString().contains("301 seconds behind our clock", "300");
    }

    @Test
    void a_timestamp_of_the_future_is_a_hint() {
        headers.put("webhook-timestamp", Long.toString(salon.now().getEpochSecond() + 3_600));

        assertThat(explained().valid()).isFalse();
        assertThat(explained().hints()).last().asString().contains("seconds ahead of our clock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "-1", "1.5", "2026-01-02T11:17:02Z", "9999999999999"})
    void a_timestamp_that_is_none_is_a_hint(String timestamp) {
        headers.put("webhook-timestamp", timestamp);

        assertThat(explained().hints()).last().isEqualTo("webhook-timestamp must be whole seconds since 1970.");
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    void an_unknown_event_is_a_hint_and_another_partners_is_as_unknown() {
        PartnerId stranger = salon.aurix.administerPartners().addPartner("New").id();
        salon.aurix.configureWebhook().register(stranger, "https://stranger.example/hook");
        Explanation foreign =
                salon.aurix.explainSignature().explain(stranger, body, headers).orElseThrow();
        headers.put("webhook-id", EventId.floor(salon.now()).published());
        Explanation unknown =
                salon.aurix.explainSignature().explain(stranger, body, headers).orElseThrow();

        assertThat(foreign.valid()).isFalse();
        assertThat(foreign.hints())
                .isEqualTo(unknown.hints())
                .singleElement()
                .asString()
                .startsWith("No event of this webhook-id is on record");
        headers.put("webhook-id", "msg_1");
        assertThat(explained().hints()).isEqualTo(unknown.hints());
    }

    @Test
    void a_sample_event_is_right_although_it_is_not_on_record() {
        salon.aurix
                .testWebhook()
                .send(salon.partnerId, salon.listener.heardLast().type());
        headers.putAll(salon.listener.lastRequest().headers());
        body = salon.listener.heardLast().body().bytes();

        assertThat(explained().valid()).isTrue();
        assertThat(explained().hints()).singleElement().asString().contains("sample events", "not recorded");
    }

    @Test
    void without_any_signature_nothing_is_right_and_it_is_said_what_to_give() {
        Explanation explanation = explained(Map.of("content-type", "application/json"));

        assertThat(explanation.valid()).isFalse();
        assertThat(explanation.findings()).hasSize(3).allMatch(finding -> !finding.matches());
        assertThat(explanation.findings()).extracting(Finding::problem).containsOnly(Optional.empty());
        assertThat(explanation.hints()).singleElement().asString().contains("None of the headers", "give " + HUB);
        assertThat(explanation.signed()).containsEntry(HUB, headers.get(HUB)).containsOnlyKeys(HUB, HUB_256);
    }

    @Test
    void without_a_webhook_there_is_nothing_to_explain() {
        PartnerId stranger = salon.aurix.administerPartners().addPartner("New").id();

        assertThat(salon.aurix.explainSignature().explain(stranger, body, headers))
                .isEmpty();
    }

    private void rotate(Duration overlap) {
        salon.aurix.configureWebhook().rotateSecret(salon.partnerId, overlap);
    }

    /** What of the current second has passed. */
    private Duration secondsFraction() {
        return Duration.between(salon.now().truncatedTo(ChronoUnit.SECONDS), salon.now());
    }

    private String problem(String header) {
        return finding(explained(), header).problem().orElseThrow();
    }

    private static Finding finding(Explanation explanation, String header) {
        return explanation.findings().stream()
                .filter(finding -> finding.header().equals(header))
                .findFirst()
                .orElseThrow();
    }

    private Explanation explained() {
        return explained(headers);
    }

    private Explanation explained(Map<String, String> given) {
        return salon.aurix
                .explainSignature()
                .explain(salon.partnerId, body, given)
                .orElseThrow();
    }
}

package sg.com.aurix.bootstrap.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static sg.com.aurix.bootstrap.verifiers.Verifiers.ACCEPTED;
import static sg.com.aurix.bootstrap.verifiers.Verifiers.REFUSED;
import static sg.com.aurix.bootstrap.verifiers.Verifiers.all;
import static sg.com.aurix.bootstrap.verifiers.Verifiers.said;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.Messages;
import sg.com.aurix.bootstrap.system.TestPartner;

/** The events of one journey, as a listener received them, before the libraries that partners verify with. */
class VerifiersTest {
    private static final String CONTACT_NAME = "Zoë 😀";
    private static final int SIX_MINUTES = 6 * 60;

    private static NodeProgram node;
    private static Verifiers verifiers;
    private static List<Delivery> received;

    @BeforeAll
    static void receive() throws IOException {
        node = NodeProgram.installed();
        verifiers = new Verifiers(node);
        received = journey();
    }

    private static List<Delivery> journey() {
        TestPartner partner = TestPartner.create();
        try (Listener listener = new Listener()) {
            String secret = partner.listenWith(listener);

            String reference = partner.click("https://example.com/?utm_campaign=%C3%A9t%C3%A9+%F0%9F%98%80");
            await().until(() -> listener.types().equals(List.of("widget.click")));

            Messages messages = new Messages(partner, CONTACT_NAME);
            messages.send("Reference: " + reference);
            await().until(() -> listener.types().equals(List.of("widget.click", "lead.correlated")));

            messages.send("my address is zoe@example.com");
            await().until(() -> listener.types().equals(List.of("widget.click", "lead.correlated", "lead.complete")));

            return listener.heard().stream()
                    .map(heard -> Delivery.of(heard, secret))
                    .toList();
        }
    }

    @Test
    @Requirement({"WH-3", "WH-4"})
    void every_verifier_accepts_each_event_as_a_listener_received_it() throws IOException {
        // The bodies are what they are meant to be: text of which one letter is more than one byte.
        assertThat(text(received.get(0))).contains("été 😀");
        assertThat(text(received.get(2))).contains(CONTACT_NAME);

        assertThat(verifiers.judge(received)).hasSize(3).containsOnly(all(ACCEPTED));
    }

    private static String text(Delivery delivery) {
        return new String(delivery.body(), StandardCharsets.UTF_8);
    }

    @Test
    @Requirement({"WH-3", "WH-4"})
    void every_verifier_refuses_each_event_with_any_one_byte_changed() throws IOException {
        List<Delivery> changed = received.stream()
                .flatMap(event -> IntStream.range(0, event.body().length).mapToObj(event::withByteChanged))
                .toList();

        assertThat(verifiers.judge(changed)).hasSizeGreaterThan(500).containsOnly(all(REFUSED));
    }

    @Test
    @Requirement({"WH-3", "WH-4"})
    void every_verifier_refuses_what_another_secret_signed() throws IOException {
        assertThat(judge(event -> event.checkedWith(another(event.secret())))).containsOnly(all(REFUSED));
    }

    /** A secret that differs in its first random character, so in a bit of the first of the 24 bytes. */
    private static String another(String secret) {
        char first = secret.charAt("aurix_".length());
        return "aurix_" + (first == 'A' ? 'B' : 'A') + secret.substring("aurix_".length() + 1);
    }

    @Test
    @Requirement("WH-4")
    void the_standard_webhooks_verifiers_refuse_a_correctly_signed_event_of_six_minutes_ago() throws IOException {
        List<Delivery> signedAgain =
                received.stream().map(VerifiersTest::signedSixMinutesAgo).toList();

        // A digest of the body alone cannot tell when it was sent.
        assertThat(verifiers.judge(signedAgain)).hasSize(3).containsOnly(said(REFUSED, ACCEPTED));
    }

    private static Delivery signedSixMinutesAgo(Delivery event) {
        // Only its age is wrong: with the time it was sent at, what is signed here is what was received.
        assertThat(StandardSignature.of(event, event.secret())).isEqualTo(event.header("webhook-signature"));

        long sent = Long.parseLong(event.header("webhook-timestamp"));
        Delivery old = event.with("webhook-timestamp", Long.toString(sent - SIX_MINUTES));
        return old.with("webhook-signature", StandardSignature.of(old, old.secret()));
    }

    @Test
    @Requirement("WH-4")
    void the_standard_webhooks_verifiers_refuse_another_time_or_id_under_the_same_signature() throws IOException {
        assertThat(judge(event -> event.with(
                        "webhook-timestamp", Long.toString(Long.parseLong(event.header("webhook-timestamp")) - 1))))
                .containsOnly(said(REFUSED, ACCEPTED));
        assertThat(judge(event -> event.with("webhook-id", event.header("webhook-id") + "x")))
                .containsOnly(said(REFUSED, ACCEPTED));
    }

    @Test
    @Requirement({"WH-4", "RS-17"})
    void a_signature_header_of_two_secrets_is_accepted_with_either_and_with_no_third() throws IOException {
        Delivery event = received.getFirst();
        String current = event.secret();
        String previous = another(current);
        String third = another(previous).equals(current) ? "aurix_C" + current.substring(7) : another(previous);
        String byCurrent = StandardSignature.of(event, current);
        String byPrevious = StandardSignature.of(event, previous);

        for (String header : List.of(byCurrent + " " + byPrevious, byPrevious + " " + byCurrent)) {
            Delivery rotated = event.with("webhook-signature", header);
            assertThat(verifiers.judge(List.of(rotated, rotated.checkedWith(previous), rotated.checkedWith(third))))
                    .containsExactly(all(ACCEPTED), said(ACCEPTED, REFUSED), all(REFUSED));
        }
    }

    @Test
    @Requirement("RS-17")
    void a_receiver_that_holds_both_secrets_accepts_the_prefixed_digest_of_either() throws IOException {
        Delivery event = received.getFirst();
        Delivery held = event.checkedWith(another(event.secret()), event.secret());

        assertThat(verifiers.judge(List.of(held)).getFirst()).containsEntry("@octokit/webhooks-methods", ACCEPTED);
    }

    @Test
    void a_machine_without_node_is_told_what_to_install() {
        assertThatThrownBy(() -> node.run("", "node-that-is-not-there"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("node-that-is-not-there cannot be started")
                .hasMessageContaining("apt-get install nodejs npm");
    }

    private static List<Map<String, String>> judge(UnaryOperator<Delivery> change) throws IOException {
        List<Map<String, String>> verdicts =
                verifiers.judge(received.stream().map(change).toList());
        assertThat(verdicts).hasSize(3);
        return verdicts;
    }
}

package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;

/**
 * Every payload of the WhatsApp Cloud API that we have, posted signed to the running server. Each test has a partner and channel of its
 * own; the fixture's channel and reference are replaced by the test's.
 */
class FixturesTest {
    private static final String FIXTURE_CHANNEL = "791163770738681";
    private static final String FIXTURE_REFERENCE = "O-aB3dE9z";

    private final TestPartner partner = TestPartner.create();

    @ParameterizedTest
    @ValueSource(strings = {"01_text_reference.json", "06_image_caption_reference.json"})
    @Requirement({"LD-1", "LD-2", "LD-3"})
    void a_reference_in_a_text_or_caption_correlates_the_lead(String fixture) {
        String reference = partner.click("https://example.com/?utm_source=google");
        post(read(fixture).replace(FIXTURE_REFERENCE, reference));

        assertThat(onlyLead().path("lead_status").asText()).isEqualTo("correlated");
        assertThat(onlyLead().at("/lead_json/contact_number").asText()).isEqualTo("96899001122");
        assertThat(partner.attribution().get(0).path("correlated_at").isNull()).isFalse();
    }

    @Test
    @Requirement("LD-7")
    void a_contact_without_a_number_is_known_by_its_user_id() {
        String reference = partner.click("https://example.com/");
        try (Listener listener = new Listener()) {
            partner.listenWith(listener);
            post(read("02_text_reference_bsuid_only.json").replace(FIXTURE_REFERENCE, reference));

            await().until(() -> listener.types().contains("lead.correlated"));
            JsonNode data = listener.heard().getLast().json().path("data");
            assertThat(data.get("phone_number").isNull()).isTrue();
        }
        assertThat(onlyLead().path("lead_status").asText()).isEqualTo("correlated");
        assertThat(onlyLead().at("/lead_json/contact_number").isTextual()).isFalse();

        // The same person, now with a number and a shared contact: one lead, which learns it.
        post(read("18_contacts_contact_request.json"));
        assertThat(onlyLead().at("/lead_json/contact_number").asText()).isEqualTo("96899001122");
    }

    @Test
    @Requirement("LD-2")
    void a_reference_in_small_letters_behind_another_dash_in_an_arabic_text_is_found() {
        String reference = partner.click("https://example.com/");
        String written = "o\u2013" + reference.substring(2).toLowerCase(Locale.ROOT);
        post(read("03_text_reference_lowercased_translated.json").replace("o\u2013ab3de9z", written));

        assertThat(onlyLead().path("lead_status").asText()).isEqualTo("correlated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"05_ctwa_referral.json", "07_button_quick_reply.json", "08_interactive_list_reply.json"})
    @Requirement("LD-4")
    void a_message_without_a_reference_opens_an_active_lead(String fixture) {
        post(read(fixture));

        assertThat(onlyLead().path("lead_status").asText()).isEqualTo("active");
        assertThat(onlyLead().at("/lead_json/contact_name").asText()).isEqualTo("Sara Ahmed");
    }

    @Test
    @Requirement({"LD-5", "LD-6"})
    void a_batch_with_duplicates_out_of_order_has_each_message_s_effect_once() {
        try (Listener listener = new Listener()) {
            partner.listenWith(listener);
            post(read("11_batch_two_entries_dup_out_of_order.json"));
            post(read("11_batch_two_entries_dup_out_of_order.json"));

            await().until(() -> listener.types().contains("lead.complete"));
            // Whatever else was to be sent has gone before this click.
            partner.click("https://example.com/");
            await().until(() -> listener.types().contains("widget.click"));
            assertThat(listener.types()).containsExactlyInAnyOrder("lead.complete", "widget.click");
        }
        assertThat(onlyLead().path("lead_status").asText()).isEqualTo("complete");
        assertThat(onlyLead().at("/lead_json/contact_email").asText()).isEqualTo("sara@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12_status_sent.json", "12_status_delivered.json", "15_revoke.json"})
    @Requirement("LD-6")
    void what_nobody_said_is_acknowledged_and_opens_no_lead(String fixture) {
        post(read(fixture));

        assertThat(partner.leads()).isEmpty();
    }

    @Test
    @Requirement("LD-1")
    void the_golden_body_verifies_with_its_published_signature() {
        byte[] golden = bytes("golden_body.bin");
        String signature = "a666c80d9b8302eca76c539de608a1cf0021a5ae9dc8a10ed07d1206378ef084";
        Calls calls = partner.calls();

        assertThat(calls.whatsApp(golden, "sha256=" + signature).statusCode()).isEqualTo(200);
        golden[golden.length - 2] ^= 1;
        assertThat(calls.whatsApp(golden, "sha256=" + signature).statusCode()).isEqualTo(401);
    }

    private JsonNode onlyLead() {
        JsonNode leads = partner.leads();
        assertThat(leads).hasSize(1);
        return leads.get(0);
    }

    private void post(String body) {
        var answer = partner.calls().whatsApp(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String read(String fixture) {
        return new String(bytes(fixture), StandardCharsets.UTF_8).replace(FIXTURE_CHANNEL, partner.channelId());
    }

    private static byte[] bytes(String fixture) {
        try (InputStream in = FixturesTest.class.getResourceAsStream("/whatsapp/" + fixture)) {
            return Objects.requireNonNull(in, fixture).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

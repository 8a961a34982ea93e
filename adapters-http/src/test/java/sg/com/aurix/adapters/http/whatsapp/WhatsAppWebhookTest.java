package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadStatus;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PhoneNumber;

/** The webhook as WhatsApp sees it: handshake, signature, and what a delivery changes. */
class WhatsAppWebhookTest {
    static final List<String> FIXTURES = Fixture.ALL;

    private static final String HANDSHAKE = "?hub.mode=subscribe&hub.verify_token=test-verify-token&hub.challenge=";

    private final WhatsAppServer server = WhatsAppServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1158201444", "", " a b ", "<b>&\"%+\u00e9\u94a5"})
    @Requirement("LD-1")
    void the_handshake_echoes_the_challenge_as_plain_text(String challenge) {
        HttpResponse<String> answer = server.get(HANDSHAKE + URLEncoder.encode(challenge, StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(challenge);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?hub.mode=subscribe&hub.verify_token=test-verify-token",
                "?hub.mode=subscribe&hub.challenge=1",
                "?hub.verify_token=test-verify-token&hub.challenge=1",
                "?hub.mode=unsubscribe&hub.verify_token=test-verify-token&hub.challenge=1",
                "?hub.mode=subscribe&hub.verify_token=&hub.challenge=1",
                "?hub.mode=subscribe&hub.verify_token=test-verify-toke&hub.challenge=1",
                "?hub.mode=subscribe&hub.verify_token=TEST-VERIFY-TOKEN&hub.challenge=1",
                "?hub.mode=subscribe&hub.verify_token=test-verify-token%00&hub.challenge=1"
            })
    @Requirement("LD-1")
    void a_handshake_without_the_verify_token_is_refused(String query) {
        HttpResponse<String> answer = server.get(query);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertIsError(answer, 403);
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    @Requirement("LD-6")
    void every_fixture_is_acknowledged(String fixture) {
        assertAcknowledged(server.deliver(Fixture.bytes(fixture)));
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.TEXT, Fixture.BUSINESS_SCOPED, Fixture.TRANSLATED, Fixture.CAPTION, Fixture.GOLDEN})
    @Requirement("LD-3")
    void a_message_with_a_reference_correlates_its_lead(String fixture) {
        server.visit("O-aB3dE9z");

        server.deliver(Fixture.bytes(fixture));

        assertThat(onlyLead().status()).isEqualTo(LeadStatus.CORRELATED);
        assertThat(onlyLead().correlationId().orElseThrow().value()).isEqualTo("O-aB3dE9z");
        assertThat(server.events())
                .singleElement()
                .satisfies(event -> assertThat(event).contains("lead.correlated", "O-aB3dE9z", "791163770738681"));
    }

    @Test
    @Requirement("LD-1")
    void the_partner_is_told_the_wa_id_of_who_wrote() {
        server.visit("O-aB3dE9z");

        server.deliver(Fixture.bytes(Fixture.TEXT));

        JsonNode event = Fixture.parse(server.events().getFirst().getBytes(StandardCharsets.UTF_8));
        assertThat(event.at("/data/phone_number").textValue()).isEqualTo("96899001122");
    }

    @Test
    @Requirement("LD-7")
    void a_sender_without_a_phone_number_is_told_apart_by_the_user_id() {
        server.visit("O-aB3dE9z");

        server.deliver(Fixture.bytes(Fixture.BUSINESS_SCOPED));

        assertThat(onlyLead().conversation().contact().phoneNumber()).isEmpty();
        JsonNode event = Fixture.parse(server.events().getFirst().getBytes(StandardCharsets.UTF_8));
        assertThat(event.at("/data/phone_number").isNull()).isTrue();
    }

    @Test
    @Requirement("LD-7")
    void a_number_shared_on_request_is_collected_in_the_same_conversation() {
        server.deliver(Fixture.bytes(Fixture.BUSINESS_SCOPED));
        assertThat(onlyLead().data().phone()).isEmpty();

        server.deliver(Fixture.bytes(Fixture.CONTACT_REQUEST));

        assertThat(onlyLead().data().phone()).contains(new PhoneNumber("96899001122"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.REFERRAL, Fixture.BUTTON, Fixture.LIST_REPLY, Fixture.TEXT})
    @Requirement("LD-4")
    void a_message_without_a_known_reference_has_an_active_lead_with_name_and_number(String fixture) {
        server.deliver(Fixture.bytes(fixture));

        assertThat(onlyLead().status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(onlyLead().data().get(FieldKey.NAME)).contains("Sara Ahmed");
        assertThat(onlyLead().data().phone()).contains(new PhoneNumber("96899001122"));
        assertThat(server.events()).isEmpty();
    }

    @Test
    @Requirement("LD-5")
    void the_batch_completes_one_lead_with_the_address_it_holds() {
        server.deliver(Fixture.bytes(Fixture.BATCH));

        assertThat(onlyLead().status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(onlyLead().data().get(FieldKey.EMAIL)).contains("sara@example.com");
        assertThat(server.events())
                .singleElement()
                .satisfies(event -> assertThat(event).contains("lead.complete"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.SENT, Fixture.DELIVERED, Fixture.REVOKE})
    @Requirement("LD-6")
    void what_no_person_says_opens_no_lead(String fixture) {
        server.deliver(Fixture.bytes(fixture));

        assertThat(server.leads()).isEmpty();
        assertThat(server.events()).isEmpty();
    }

    @Test
    @Requirement("LD-4")
    void taking_a_message_back_changes_nothing() {
        server.visit("O-aB3dE9z");
        server.deliver(Fixture.bytes(Fixture.TEXT));
        List<Lead> before = server.leads();

        server.deliver(Fixture.bytes(Fixture.REVOKE));

        assertThat(server.leads()).isEqualTo(before);
    }

    @Test
    @Requirement("LD-3")
    void a_reference_that_follows_correlates_the_lead_there_is() {
        server.visit("O-aB3dE9z");
        server.deliver(Fixture.bytes(Fixture.REFERRAL));
        assertThat(onlyLead().status()).isEqualTo(LeadStatus.ACTIVE);

        server.deliver(Fixture.bytes(Fixture.CAPTION));

        assertThat(onlyLead().status()).isEqualTo(LeadStatus.CORRELATED);
    }

    @Test
    @Requirement("LD-6")
    void a_message_is_delivered_again_without_effect() {
        server.visit("O-aB3dE9z");
        server.deliver(Fixture.bytes(Fixture.TEXT));
        List<Lead> before = server.leads();

        assertAcknowledged(server.deliver(Fixture.bytes(Fixture.TEXT)));
        assertAcknowledged(server.deliver(Fixture.text("wamid.FX01", "O-aB3dE9z other@example.com")));

        assertThat(server.leads()).isEqualTo(before);
        assertThat(server.events()).hasSize(1);
    }

    @Test
    @Requirement("RS-9")
    void the_same_message_fifty_times_at_once_has_one_effect_and_fifty_acknowledgements() throws Exception {
        server.visit("O-aB3dE9z");
        byte[] delivery = Fixture.bytes(Fixture.TEXT);
        CountDownLatch together = new CountDownLatch(50);
        Callable<Integer> deliver = () -> {
            together.countDown();
            together.await();
            return server.deliver(delivery).statusCode();
        };

        List<Future<Integer>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = Stream.generate(() -> threads.submit(deliver)).limit(50).toList();
        }

        assertThat(answers).extracting(Future::resultNow).hasSize(50).containsOnly(200);
        assertThat(onlyLead().status()).isEqualTo(LeadStatus.CORRELATED);
        assertThat(server.events()).hasSize(1);
    }

    @Test
    @Requirement("LD-6")
    void a_delivery_without_a_signature_is_refused_and_changes_nothing() {
        HttpResponse<String> answer = server.deliverUnsigned(Fixture.bytes(Fixture.TEXT));

        assertIsError(answer, 401);
        assertThat(server.leads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256=",
                "sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "a666c80d9b8302eca76c539de608a1cf0021a5ae9dc8a10ed07d1206378ef084",
                "sha1=a666c80d9b8302eca76c539de608a1cf0021a5ae"
            })
    @Requirement("LD-6")
    void a_delivery_with_another_signature_is_refused_and_changes_nothing(String signature) {
        assertIsError(server.deliver(Fixture.bytes(Fixture.GOLDEN), signature), 401);
        assertIsError(server.deliver("not json".getBytes(StandardCharsets.UTF_8), signature), 401);
        assertIsError(server.deliver(new byte[0], signature), 401);

        assertThat(server.leads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "text/plain",
                "text/xml",
                "nonsense",
                "*/*"
            })
    @Requirement("LD-6")
    void the_content_type_does_not_matter(String contentType) {
        byte[] delivery = Fixture.bytes(Fixture.TEXT);

        assertAcknowledged(server.deliver(delivery, WhatsAppServer.signature(delivery), "Content-Type", contentType));

        assertThat(server.leads()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "*/*", "nonsense"})
    void what_the_caller_accepts_does_not_matter(String accept) {
        byte[] delivery = Fixture.bytes(Fixture.TEXT);

        assertAcknowledged(server.deliver(delivery, WhatsAppServer.signature(delivery), "Accept", accept));
    }

    @Test
    @Requirement("RS-21")
    void a_delivery_larger_than_whatsapps_largest_is_refused() {
        byte[] delivery = new byte[4 * 1024 * 1024];

        assertIsError(server.deliver(delivery), 413);
    }

    private Lead onlyLead() {
        List<Lead> leads = server.leads();
        assertThat(leads).hasSize(1);
        return leads.getFirst();
    }

    private static void assertAcknowledged(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void assertIsError(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode body = Fixture.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(body.path("status").intValue()).isEqualTo(status);
        assertThat(body.path("message").textValue()).isNotBlank();
    }
}

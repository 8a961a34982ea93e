package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.usecase.TestWebhook.Outcome;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.Webhook;

/** The sample events that a partner can have sent to its listener. */
@Requirement("WH-5")
class TestWebhookTest {
    private final Salon salon = Salon.retrying();
    private final TestWebhook testWebhook = salon.aurix.testWebhook();

    @Test
    void a_click_has_the_data_of_the_published_example() {
        assertSent(EventType.WIDGET_CLICK, """
            {"correlation_id":"O-vpbWx3M","device_id":"9fad5f62-2d08-49d4-852a-b48be43beb68",\
            "click_url":"https://example.com/landing?utm_source=google","parsed_params":{"utm_source":"google"},\
            "ip_address":"127.0.0.1","user_agent":"Mozilla/5.0..."}\
            """);
    }

    @Test
    void a_correlated_lead_has_the_data_of_the_published_example() {
        assertSent(EventType.LEAD_CORRELATED, """
            {"correlation_id":"O-vpbWx3M","conversation_id":3293,"phone_number":"6512345678",\
            "lead_status":"correlated","channel_id":"791163770738681"}\
            """);
    }

    @Test
    void a_complete_lead_has_the_data_of_the_published_example() {
        assertSent(EventType.LEAD_COMPLETE, """
            {"correlation_id":"O-vpbWx3M","conversation_id":3293,"lead_status":"complete","lead_data":{\
            "name":"Mock User","email":"mock@example.com","phone":"+15550009999","company":"Mock Inc",\
            "intent":"Testing Webhooks"}}\
            """);
    }

    private void assertSent(EventType type, String data) {
        Outcome.Sent sent = sent(type);

        assertThat(sent.type()).isEqualTo(type);
        assertThat(salon.listener.lastRequest().event().body().text())
                .isEqualTo("{\"event_type\":\"" + type.published() + "\",\"event_id\":\""
                        + sent.id().published() + "\",\"timestamp\":\"2026-01-02T11:17:02.644566Z\",\"data\":" + data
                        + "}");
    }

    @Requirement({"WH-3", "WH-4"})
    @ParameterizedTest
    @EnumSource(EventType.class)
    void it_is_marked_and_signed_like_any_other(EventType type) {
        Outcome.Sent sent = sent(type);

        Listener.Request request = salon.listener.lastRequest();
        Map<String, String> expected = new HashMap<>(Signature.of(
                        List.of(salon.webhook().secret()),
                        sent.id(),
                        salon.now(),
                        request.event().body().bytes())
                .headers());
        expected.put("x-aurix-test", "true");
        assertThat(request.headers()).isEqualTo(expected);
        assertThat(request.url()).isEqualTo(salon.webhook().url());
        assertThat(request.event().id()).isEqualTo(sent.id());
    }

    @Test
    void a_real_event_carries_no_mark() {
        salon.clicked();

        assertThat(salon.listener.lastRequest().headers()).doesNotContainKey("x-aurix-test");
    }

    @Requirement("RS-17")
    @Test
    void during_the_overlap_of_a_rotation_it_is_signed_with_both_secrets() {
        salon.aurix.configureWebhook().rotateSecret(salon.partnerId, Duration.ofHours(1));

        sent(EventType.WIDGET_CLICK);

        assertThat(salon.listener.lastRequest().header("webhook-signature")).matches("v1,\\S+ v1,\\S+");
    }

    @Test
    void each_test_has_an_id_of_its_own() {
        assertThat(sent(EventType.WIDGET_CLICK).id())
                .isNotEqualTo(sent(EventType.WIDGET_CLICK).id());
    }

    @Test
    void what_the_listener_said_is_the_answer() {
        Answer no = new Answer.Answered(500, "no");
        salon.listener.answers(no);
        assertThat(sent(EventType.WIDGET_CLICK).answer()).isEqualTo(no);

        Answer nobody = new Answer.NoAnswer("Nobody listens there.");
        salon.listener.answers(nobody);
        assertThat(sent(EventType.WIDGET_CLICK).answer()).isEqualTo(nobody);
        assertThat(sent(EventType.WIDGET_CLICK).took()).isBetween(Duration.ZERO, WebhookSender.DEADLINE);
    }

    @Test
    void nothing_of_it_is_recorded_or_attempted_again() {
        salon.listener.answers(new Answer.Answered(500, "no"));

        Outcome.Sent sent = sent(EventType.LEAD_COMPLETE);

        assertThat(salon.aurix.listDeliveries().find(salon.partnerId, sent.id()))
                .isEmpty();
        assertThat(salon.aurix
                        .listDeliveries()
                        .list(salon.partnerId, DeliveryFilter.ALL, PageRequest.first(10))
                        .rows())
                .isEmpty();
        salon.pass(Duration.ofDays(2));
        assertThat(salon.deliversDue()).isZero();
    }

    @Requirement("RS-14")
    @Test
    void a_test_is_no_reason_to_deactivate_a_webhook() {
        Webhook before = salon.webhook();
        salon.listener.answers(new Answer.Answered(410, "Gone"));

        sent(EventType.WIDGET_CLICK);

        assertThat(salon.webhook()).isEqualTo(before);
    }

    @Requirement("WH-8")
    @Test
    void a_webhook_is_tested_although_it_is_not_active_and_does_not_take_that_kind() {
        salon.takesOnly(EventType.LEAD_COMPLETE);
        salon.setsActive(false);

        assertThat(sent(EventType.WIDGET_CLICK).answer()).isEqualTo(new Answer.Answered(200, "ok"));
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.WIDGET_CLICK);
    }

    @Test
    void without_a_webhook_nothing_is_sent() {
        assertThat(testWebhook.send(
                        salon.aurix.administerPartners().addPartner("New").id(), EventType.WIDGET_CLICK))
                .isEqualTo(new Outcome.NoWebhook());
        assertThat(salon.listener.heard()).isEmpty();
    }

    private Outcome.Sent sent(EventType type) {
        return (Outcome.Sent) testWebhook.send(salon.partnerId, type);
    }
}

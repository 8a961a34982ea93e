package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.application.usecase.ConfigureWebhook.Rotation;
import sg.com.aurix.application.usecase.ExplainSignature.Explanation;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** Nothing private reaches a log through the text of what use cases and ports hand over. */
@Requirement("RS-19")
class PrivacyTest {
    private static final String URL = "https://listener.example/canary?token=canary";

    /** Listeners like to send back what they received. */
    private static final Answer ECHO =
            new Answer.Answered(503, "cannot take canary@example.com, 6512345678", Optional.of(Duration.ofMinutes(1)));

    static Stream<Object> values() {
        Salon salon = Salon.retrying();
        salon.registers(Registration.of(URL));
        Rotation rotation = salon.aurix.configureWebhook().rotateSecret(salon.partnerId, Duration.ofHours(24));
        salon.listener.answers(ECHO);
        RecordedEvent recorded = salon.recorded(salon.clickedEvent().id());
        Listener.Request request = salon.listener.lastRequest();
        Attempt attempt = recorded.attempts().get(0);
        Explanation explanation = salon.aurix
                .explainSignature()
                .explain(salon.partnerId, recorded.event().body().bytes(), request.headers())
                .orElseThrow();
        Webhook webhook = salon.webhook();
        return Stream.of(
                        new Registration(
                                URL,
                                Optional.of(DeliveryPolicy.RETRY),
                                Optional.of(webhook.events()),
                                Optional.of(true)),
                        new ConfigureWebhook.Outcome.Registered(webhook),
                        rotation,
                        ECHO,
                        attempt,
                        attempt.sent().orElseThrow(),
                        Delivery.first(recorded.event()),
                        recorded,
                        salon.aurix.listDeliveries().list(salon.partnerId, DeliveryFilter.ALL, PageRequest.first(1)),
                        salon.aurix.testWebhook().send(salon.partnerId, EventType.LEAD_COMPLETE),
                        explanation,
                        explanation.findings().get(0),
                        salon.aurix
                                .explainSignature()
                                .explain(
                                        salon.partnerId,
                                        new byte[0],
                                        Map.of(
                                                "x-hub-signature",
                                                webhook.secret().value()))
                                .orElseThrow())
                .map(value -> new Told(value, secrets(webhook, request)));
    }

    private static List<String> secrets(Webhook webhook, Listener.Request request) {
        return List.of(
                "canary",
                "6512345678",
                "mock@example.com",
                webhook.secret().value(),
                webhook.secrets().retiring().get(0).secret().value(),
                request.header("x-hub-signature"),
                request.header("webhook-signature"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_text_of_a_value_reveals_nothing_private(Told told) {
        assertThat(told.value().toString()).isNotBlank().doesNotContain(told.secrets());
    }

    /** A value and what must not stand in its text. */
    record Told(Object value, List<String> secrets) {
        @Override
        public String toString() {
            return value.getClass().getSimpleName();
        }
    }
}

package sg.com.aurix.bootstrap.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** A server that is as it always is, but takes every event for answered instead of sending it: what is left is the outbox. */
@Singleton
@Requires(property = NothingSent.PROPERTY)
final class NothingSent implements BeanCreatedEventListener<WebhookSender> {
    /** Set as a system property of a server that is started from these classes. */
    static final String PROPERTY = "bench.nothing-sent";

    @Override
    public WebhookSender onCreated(BeanCreatedEvent<WebhookSender> event) {
        return new Answering(event.getBean());
    }

    private record Answering(WebhookSender sender) implements WebhookSender {
        @Override
        public Check check(String url) {
            return sender.check(url);
        }

        @Override
        public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
            return new Answer.Answered(204, "");
        }
    }
}

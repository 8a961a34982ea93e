package sg.com.aurix.application.contract;

import java.util.Map;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** The sender of a store whose tests send nothing. */
public record NoSender() implements WebhookSender {
    @Override
    public Check check(String url) {
        return new Check.Accepted(new WebhookUrl(url));
    }

    @Override
    public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
        return new Answer.NoAnswer("Nothing is sent here.");
    }
}

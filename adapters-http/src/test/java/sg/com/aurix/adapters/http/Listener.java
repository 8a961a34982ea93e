package sg.com.aurix.adapters.http;

import java.time.Instant;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Stands for the partners' listeners: takes every https address and every event. */
final class Listener implements WebhookSender {
    @Override
    public Check check(String url) {
        if (!url.startsWith("https://")) {
            return new Check.Refused("must be an https URL");
        }
        try {
            return new Check.Accepted(new WebhookUrl(url));
        } catch (InvalidValueException e) {
            return new Check.Refused(e.expected());
        }
    }

    @Override
    public Answer send(Webhook webhook, OutboxEvent event, Instant now) {
        return new Answer.Answered(200, "");
    }
}

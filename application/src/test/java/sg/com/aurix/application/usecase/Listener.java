package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** A partner's listener, reached without HTTP: it remembers what it heard and answers as it is told. */
final class Listener implements WebhookSender {
    private final List<OutboxEvent> heard = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer.Answered(200, "ok");

    @Override
    public Check check(String url) {
        return url.startsWith("https://")
                ? new Check.Accepted(new WebhookUrl(url))
                : new Check.Refused("must be an https address");
    }

    @Override
    public Answer send(Webhook webhook, OutboxEvent event, Instant now) {
        heard.add(event);
        return answer;
    }

    void answers(Answer newAnswer) {
        answer = newAnswer;
    }

    List<OutboxEvent> heard() {
        return List.copyOf(heard);
    }

    List<EventType> heardTypes() {
        return heard.stream().map(OutboxEvent::type).toList();
    }

    OutboxEvent heardLast() {
        return heard.get(heard.size() - 1);
    }
}

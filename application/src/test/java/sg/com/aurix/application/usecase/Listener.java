package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** A partner's listener, reached without HTTP: it remembers what it heard and answers as it is told. */
final class Listener implements WebhookSender {
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer.Answered(200, "ok");

    @Override
    public Check check(String url) {
        return url.startsWith("https://")
                ? new Check.Accepted(new WebhookUrl(url))
                : new Check.Refused("must be an https address");
    }

    @Override
    public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
        requests.add(new Request(url, Map.copyOf(headers), event));
        return answer;
    }

    void answers(Answer newAnswer) {
        answer = newAnswer;
    }

    /** All requests, in the order in which they came. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request lastRequest() {
        return requests.get(requests.size() - 1);
    }

    List<OutboxEvent> heard() {
        return requests.stream().map(Request::event).toList();
    }

    List<EventType> heardTypes() {
        return requests.stream().map(request -> request.event().type()).toList();
    }

    OutboxEvent heardLast() {
        return lastRequest().event();
    }

    /** What came to an address. */
    record Request(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
        /** A header that must be there. */
        String header(String name) {
            return Optional.ofNullable(headers.get(name)).orElseThrow();
        }
    }
}

package sg.com.aurix.adapters.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Stands for the partners' listeners: takes every https address and every event, unless it is told to answer otherwise. */
public final class Listener implements WebhookSender {
    private final Map<String, Supplier<Answer>> answers = new ConcurrentHashMap<>();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    /** What came to a listener. */
    public record Received(String url, Map<String, String> headers, OutboxEvent event) {
        /** The value of a header that must be there. */
        public String header(String name) {
            return Objects.requireNonNull(headers.get(name), name);
        }
    }

    /** Lets the listener of that address answer so from now on. */
    public void answer(String url, Supplier<Answer> answer) {
        answers.put(url, answer);
    }

    /** What came to that address, in order. */
    public List<Received> received(String url) {
        return received.stream().filter(one -> one.url().equals(url)).toList();
    }

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
    public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
        received.add(new Received(url.value(), Map.copyOf(headers), event));
        return answers.getOrDefault(url.value(), () -> new Answer.Answered(200, ""))
                .get();
    }
}

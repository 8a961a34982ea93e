package sg.com.aurix.bootstrap.faults;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.Listener.Reaction;

/** What a partner's listener has heard, event by event; it holds each delivery against the first of the same event. */
final class HeardEvents implements Reaction {
    private final Map<String, First> firstById = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Long>> conversationOfPhone = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile String secret = "";

    /** From now on every signature must be this secret's. */
    void expectSecret(String webhookSecret) {
        secret = webhookSecret;
    }

    @Override
    public int answer(Heard event) {
        take(event);
        return 204;
    }

    /** Notes a delivery; how often this event has been heard with it. */
    int take(Heard event) {
        JsonNode json = event.json();
        String id = json.path("event_id").asText();
        if (!id.equals(event.header("webhook-id"))) {
            faults.add(id + " has another webhook-id");
        }
        byte[] bytes = event.body().getBytes(StandardCharsets.UTF_8);
        if (!secret.isEmpty() && !Calls.hmacHex(secret, bytes).equals(event.header("x-hub-signature"))) {
            faults.add(id + " is not signed with the secret");
        }
        First first = firstById.computeIfAbsent(
                id, absent -> new First(event.body(), json.path("event_type").asText(), fact(json)));
        if (!first.body().equals(event.body())) {
            faults.add(id + " was delivered with other bytes");
        }
        if (json.path("event_type").asText().equals("lead.correlated")) {
            conversation(json.at("/data/phone_number").asText())
                    .complete(json.at("/data/conversation_id").asLong());
        }
        return first.times().incrementAndGet();
    }

    /** What an event tells, in words of this test's own: the same fact is never told by two events. */
    private static String fact(JsonNode event) {
        String type = event.path("event_type").asText();
        JsonNode data = event.path("data");
        return switch (type) {
            case "widget.click" ->
                Fact.click(
                        data.path("click_url").asText(),
                        data.path("correlation_id").asText());
            case "lead.correlated" ->
                Fact.correlated(
                        data.path("phone_number").asText(),
                        data.path("correlation_id").asText());
            case "lead.complete" ->
                Fact.complete(
                        data.at("/lead_data/phone").asText(),
                        data.path("correlation_id").asText());
            default -> throw new AssertionError("nobody expects " + type);
        };
    }

    /** The conversation of that contact, once its event is heard. */
    CompletableFuture<Long> conversation(String phone) {
        return conversationOfPhone.computeIfAbsent(phone, absent -> new CompletableFuture<>());
    }

    /** Facts that were told, each with the ids of the events that told it. */
    Map<String, Set<String>> idsByFact() {
        return firstById.entrySet().stream()
                .collect(toMap(first -> first.getValue().fact(), first -> Set.of(first.getKey()), HeardEvents::union));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    Set<String> ids() {
        return new TreeSet<>(firstById.keySet());
    }

    Set<String> facts() {
        return firstById.values().stream().map(First::fact).collect(toCollection(TreeSet::new));
    }

    /** The events that were heard that often or more. */
    Set<String> heardAtLeast(int times) {
        return firstById.entrySet().stream()
                .filter(first -> first.getValue().times().get() >= times)
                .map(Map.Entry::getKey)
                .collect(toCollection(TreeSet::new));
    }

    /** What no delivery may do and one did: other bytes, another id, a wrong signature. */
    Queue<String> faults() {
        return faults;
    }

    private record First(String body, String type, String fact, AtomicInteger times) {
        First(String body, String type, String fact) {
            this(body, type, fact, new AtomicInteger());
        }
    }
}

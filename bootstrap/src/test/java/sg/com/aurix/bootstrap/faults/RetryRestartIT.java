package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.PartnerLists;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** A server killed between an attempt that failed and the next one. */
@Execution(ExecutionMode.CONCURRENT)
class RetryRestartIT {
    /** A page whose event the listener wants later than the schedule has it, and later than a server takes to start. */
    private static final String LATER = "?later";

    private static final Duration WISH = Duration.ofSeconds(45);

    /** How often due events are looked for, and what a busy machine adds. */
    private static final Duration LOOKING = Duration.ofSeconds(15);

    private final Recovering recovering = new Recovering();

    @Test
    @Requirement("RS-14")
    void the_next_attempt_comes_when_it_was_planned_although_the_server_was_killed_and_started_again() {
        try (Listener listener = new Listener(recovering);
                Node node = Node.on(KillablePostgres.shared().database("retry_restart"))) {
            node.listenAt(listener.url(), ",\"delivery\":\"retry\"");
            for (String page : List.of("", LATER)) {
                var answer = Calls.patiently(() -> node.calls()
                        .click(TestSandbox.WIDGET_TOKEN, "device-" + page.length(), "https://example.com/" + page));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            }
            Map<String, JsonNode> planned = awaitPlans(new PartnerLists(node.calls(), TestSandbox.API_KEY));
            node.kill();
            Map<String, Instant> plan = planned.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, row -> time(row.getValue(), "next_attempt_at")));
            recovering.recovered = true;

            node.startAgain();
            Instant ready = Instant.now();
            Instant last = plan.values().stream().max(Instant::compareTo).orElseThrow();
            assertThat(ready).as("time to do it too early").isBefore(last);
            await().atMost(Duration.between(ready, last).plus(LOOKING))
                    .until(() -> recovering.arrivals.values().stream().allMatch(arrivals -> arrivals.size() == 2));

            PartnerLists partner = new PartnerLists(node.calls(), TestSandbox.API_KEY);
            await().until(() -> withStatus(partner, "delivered").size() == 2);
            withStatus(partner, "delivered")
                    .forEach((id, row) -> assertThat(attempts(row)).as(id).isEqualTo(2));
            plan.forEach((id, at) -> {
                List<Arrival> arrivals = recovering.arrivals.getOrDefault(id, List.of());
                assertThat(arrivals).as(id).hasSize(2);
                assertThat(arrivals.getLast().at()).as(id).isAfterOrEqualTo(at);
                assertThat(arrivals.getLast().body())
                        .as(id)
                        .isEqualTo(arrivals.getFirst().body());
                System.out.println("RetryRestartIT: planned "
                        + Duration.between(arrivals.getFirst().at(), at).toMillis()
                        + " ms after the first attempt, came "
                        + Duration.between(at, arrivals.getLast().at()).toMillis()
                        + " ms after that; the server was ready "
                        + Duration.between(arrivals.getFirst().at(), ready).toMillis() + " ms after the first attempt");
            });
        }
    }

    /** The two events by id, once each has failed once and its next attempt is planned. */
    private static Map<String, JsonNode> awaitPlans(PartnerLists partner) {
        return await().pollInterval(Duration.ofMillis(50))
                .until(
                        () -> withStatus(partner, "pending"),
                        rows -> rows.size() == 2
                                && rows.values().stream()
                                        .allMatch(row -> attempts(row) == 1
                                                && row.path("next_attempt_at").isTextual()));
    }

    private static Map<String, JsonNode> withStatus(PartnerLists partner, String status) {
        return partner.deliveries().stream()
                .filter(row -> row.path("status").asText().equals(status))
                .collect(Collectors.toMap(row -> row.path("event_id").asText(), Function.identity()));
    }

    private static int attempts(JsonNode row) {
        return row.path("attempts").asInt();
    }

    private static Instant time(JsonNode row, String field) {
        return Instant.parse(row.path(field).asText());
    }

    /** Answers 500, for some events with a wish, until it has recovered. */
    private static final class Recovering implements Listener.Reaction {
        private final Map<String, List<Arrival>> arrivals = new ConcurrentHashMap<>();
        private final CountDownLatch both = new CountDownLatch(2);
        private volatile boolean recovered;

        @Override
        public int answer(Heard event) {
            arrivals.computeIfAbsent(event.header("webhook-id"), first -> new CopyOnWriteArrayList<>())
                    .add(new Arrival(Instant.now(), event.body()));
            awaitBoth();
            return recovered ? 204 : 500;
        }

        /** Both fail at about the same time, or one might be due again before the other has failed. */
        private void awaitBoth() {
            both.countDown();
            try {
                both.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Map<String, String> headers(Heard event) {
            return !recovered && event.body().contains(LATER)
                    ? Map.of("Retry-After", Long.toString(WISH.toSeconds()))
                    : Map.of();
        }
    }

    private record Arrival(Instant at, String body) {}
}

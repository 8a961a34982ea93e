package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

/** What happens at the same moment, on the running server and its PostgreSQL. */
class AtOnceTest {
    private static final int TIMES = 50;

    private final TestPartner partner = TestPartner.create();

    @Test
    @Requirement({"RS-9", "TR-2", "TR-3"})
    void fifty_clicks_of_one_device_begin_one_session() throws Exception {
        String device = UUID.randomUUID().toString();

        List<HttpResponse<String>> answers = atOnce(() ->
                Calls.patiently(() -> partner.calls().click(partner.widgetToken(), device, "https://example.com/")));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers.stream()
                        .map(answer -> Calls.json(answer).path("correlation_id").asText())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> !Calls.json(answer).path("returning").asBoolean()))
                .hasSize(1);
        assertThat(partner.attribution()).hasSize(TIMES);
    }

    @Test
    @Requirement({"RS-9", "LD-6"})
    void fifty_deliveries_of_one_message_have_one_effect() throws Exception {
        try (Listener listener = new Listener()) {
            partner.listenWith(listener);
            String reference = partner.click("https://example.com/");
            String payload =
                    new Messages(partner).payload("wamid.SAME", "Reference: " + reference + " sara@example.com");

            List<HttpResponse<String>> answers =
                    atOnce(() -> Calls.patiently(() -> partner.calls().whatsApp(payload)));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(partner.leads()).hasSize(1);
            await().until(() -> listener.types().containsAll(List.of("lead.correlated", "lead.complete")));
            // Whatever else was to be sent has gone before this click's event arrives.
            partner.click("https://example.com/");
            await().until(() ->
                    listener.types().stream().filter("widget.click"::equals).count() == 2);
            assertThat(listener.types())
                    .containsExactlyInAnyOrder("widget.click", "lead.correlated", "lead.complete", "widget.click");
        }
    }

    private static <T> List<T> atOnce(Callable<T> call) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(TIMES);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = IntStream.range(0, TIMES)
                    .mapToObj(i -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return call.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}

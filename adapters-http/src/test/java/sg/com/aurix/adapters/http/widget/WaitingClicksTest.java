package sg.com.aurix.adapters.http.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.RepeatHandOff;
import sg.com.aurix.application.usecase.TrackClick;

/** Clicks that wait for their commit, on a server of which every thread is needed for something else. */
final class WaitingClicksTest {
    private static final int MORE_THAN_THERE_ARE_THREADS = 100;

    private final Queue<CompletableFuture<TrackClick.Outcome>> waiting = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedServer server = ApplicationContext.builder()
            .properties(Map.of("micronaut.server.port", -1))
            .singletons(
                    new HttpSettings(TrustedProxies.NONE, Optional.empty(), new AdminToken("operators-only")),
                    new Random(13),
                    new NeverRecording(),
                    (RepeatHandOff) (token, reference) -> new RepeatHandOff.Outcome.UnknownToken())
            .start()
            .getBean(EmbeddedServer.class)
            .start();

    @AfterEach
    void close() {
        client.close();
        server.getApplicationContext().close();
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURI() + path));
    }

    private List<CompletableFuture<HttpResponse<String>>> clicks() {
        return IntStream.range(0, MORE_THAN_THERE_ARE_THREADS)
                .mapToObj(number -> send(to("/widget/clicks")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                            {"token":"t","device_id":"%s","click_url":"https://example.com/"}\
                            """.formatted(number)))))
                .toList();
    }

    @Test
    void clicks_that_wait_for_their_commit_keep_nobody_else_waiting() {
        List<CompletableFuture<HttpResponse<String>>> clicks = clicks();
        await().until(() -> waiting.size() == MORE_THAN_THERE_ARE_THREADS);

        assertThat(send(to("/widget.js").GET()))
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(200);
        assertThat(clicks).noneMatch(CompletableFuture::isDone);

        waiting.forEach(outcome -> outcome.complete(new TrackClick.Outcome.ChannelOff()));
        assertThat(clicks)
                .allSatisfy(click -> assertThat(click)
                        .succeedsWithin(Duration.ofSeconds(10))
                        .extracting(HttpResponse::statusCode)
                        .isEqualTo(409));
    }

    @Requirement("RS-7")
    @Test
    void what_goes_wrong_while_a_click_waits_is_answered_as_anywhere_else() {
        List<CompletableFuture<HttpResponse<String>>> clicks = clicks();
        await().until(() -> waiting.size() == MORE_THAN_THERE_ARE_THREADS);

        waiting.forEach(outcome -> outcome.completeExceptionally(new StoreUnavailableException("too many wait")));

        assertThat(clicks)
                .allSatisfy(click -> assertThat(click)
                        .succeedsWithin(Duration.ofSeconds(10))
                        .satisfies(answer -> {
                            assertThat(answer.statusCode()).isEqualTo(503);
                            assertThat(answer.headers().firstValue("Retry-After"))
                                    .isPresent();
                            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                                    .hasValue("*");
                        }));
    }

    /** Takes clicks and leaves it to the test to say what becomes of them. */
    private final class NeverRecording implements TrackClick {
        @Override
        public List<Outcome> track(List<WidgetClick> clicks) {
            throw new AssertionError("whoever calls this has to wait");
        }

        @Override
        public CompletionStage<Outcome> trackAsync(WidgetClick click) {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            waiting.add(outcome);
            return outcome;
        }
    }
}

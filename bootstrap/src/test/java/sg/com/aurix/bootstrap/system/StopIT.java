package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

/** A sandbox in a process of its own that is stopped in the middle of clicks. */
class StopIT {
    private static final int VISITORS = 4;

    @Test
    @Requirement("RS-8")
    void sigterm_lets_every_request_under_way_end() {
        Path dataDir = TestSandbox.emptyDataDir();
        int port = ServerProcess.freePort();
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (ServerProcess server = ServerProcess.sandbox(dataDir, port)) {
            List<Thread> visitors = visitors(server.calls(), acknowledged);
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > 100);
            try (HalfSentClick half = new HalfSentClick(port, "half-sent-device")) {
                server.terminate();
                await().until(() -> server.output().contains("stopping"));
                assertThat(half.sendTheRest()).startsWith("HTTP/1.1 201");
                acknowledged.add("half-sent-device");
            }
            assertThat(server.exitCode()).isEqualTo(143);
            visitors.forEach(StopIT::join);
            assertThat(server.output().split("stopping", 2)[1])
                    .contains("stopped")
                    .doesNotContain("Exception");
        }
        try (ServerProcess again = ServerProcess.sandbox(dataDir, port)) {
            assertThat(allClicks(again.calls())).doesNotHaveDuplicates().containsAll(acknowledged);
        }
    }

    /** Visitors who click, each as a new device, until the server does not answer any more. */
    private static List<Thread> visitors(Calls calls, Queue<String> acknowledged) {
        return IntStream.range(0, VISITORS)
                .mapToObj(visitor -> Thread.ofVirtual().start(() -> clickOn(calls, acknowledged)))
                .toList();
    }

    private static void clickOn(Calls calls, Queue<String> acknowledged) {
        while (true) {
            String device = UUID.randomUUID().toString();
            try {
                HttpResponse<String> answer = calls.click(TestSandbox.WIDGET_TOKEN, device, "https://example.com/");
                if (answer.statusCode() == 201) {
                    acknowledged.add(device);
                }
            } catch (UncheckedIOException e) {
                // The server has gone; this click was not acknowledged.
                return;
            }
        }
    }

    private static List<String> allClicks(Calls calls) {
        return new PartnerLists(calls, TestSandbox.API_KEY)
                .attribution().stream()
                        .map(row -> row.path("device_id").asText())
                        .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

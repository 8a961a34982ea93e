package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

/** A sandbox in a process of its own that is killed and stopped in the middle of clicks. */
class CrashIT {
    private static final int VISITORS = 4;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @Test
    @Requirement({"RS-1", "WH-7"})
    void every_acknowledged_click_survives_kill_9() {
        long seed = System.nanoTime();
        System.out.println("CrashIT seed " + seed);
        Random random = new Random(seed);
        Path dataDir = TestSandbox.emptyDataDir();
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        int port = ServerProcess.freePort();

        try (Listener listener = new Listener()) {
            for (int cycle = 0; cycle < 3; cycle++) {
                int enough = acknowledged.size() + 50 + random.nextInt(200);
                try (ServerProcess server = ServerProcess.sandbox(dataDir, port)) {
                    server.calls()
                            .send(
                                    "PUT",
                                    "/integrations/external/webhook-config",
                                    TestSandbox.API_KEY,
                                    "{\"url\":\"" + listener.url() + "\"}");
                    AtomicBoolean killed = new AtomicBoolean();
                    List<Thread> visitors = visitors(server.calls(), acknowledged, killed);
                    await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= enough);
                    server.kill();
                    killed.set(true);
                    visitors.forEach(CrashIT::join);
                }
            }
            try (ServerProcess server = ServerProcess.sandbox(dataDir, port)) {
                List<String> recorded = allClicks(server.calls());
                assertThat(recorded).doesNotHaveDuplicates().containsAll(acknowledged);
                // Every committed event reaches the listener: what the kills left over is attempted after its lease.
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> heard(listener).containsAll(recorded));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(150);
    }

    @Test
    @Requirement("RS-8")
    void sigterm_lets_every_request_under_way_end() {
        Path dataDir = TestSandbox.emptyDataDir();
        int port = ServerProcess.freePort();
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (ServerProcess server = ServerProcess.sandbox(dataDir, port)) {
            List<Thread> visitors = visitors(server.calls(), acknowledged, new AtomicBoolean());
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > 100);
            try (HalfSentClick half = new HalfSentClick(port, "half-sent-device")) {
                server.terminate();
                await().until(() -> server.output().contains("stopping"));
                assertThat(half.sendTheRest()).startsWith("HTTP/1.1 201");
                acknowledged.add("half-sent-device");
            }
            assertThat(server.exitCode()).isEqualTo(143);
            visitors.forEach(CrashIT::join);
            assertThat(server.output()).contains("stopped").doesNotContain("Exception");
        }
        try (ServerProcess again = ServerProcess.sandbox(dataDir, port)) {
            assertThat(allClicks(again.calls())).doesNotHaveDuplicates().containsAll(acknowledged);
        }
    }

    /** Visitors who click, each as a new device, until the server does not answer any more. */
    private static List<Thread> visitors(Calls calls, Queue<String> acknowledged, AtomicBoolean killed) {
        return IntStream.range(0, VISITORS)
                .mapToObj(visitor -> Thread.ofVirtual().start(() -> clickOn(calls, acknowledged, killed)))
                .toList();
    }

    private static void clickOn(Calls calls, Queue<String> acknowledged, AtomicBoolean killed) {
        while (!killed.get()) {
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
        List<String> devices = new ArrayList<>();
        String next = "/integrations/external/attribution?limit=500";
        while (!next.isEmpty()) {
            HttpResponse<String> page = calls.get(next, TestSandbox.API_KEY);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            for (JsonNode row : Calls.json(page).path("data")) {
                devices.add(row.path("device_id").asText());
            }
            Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            next = link.find() ? link.group(1) : "";
        }
        return devices;
    }

    private static Set<String> heard(Listener listener) {
        Set<String> devices = new TreeSet<>();
        listener.heard()
                .forEach(event -> devices.add(event.json().at("/data/device_id").asText()));
        return devices;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

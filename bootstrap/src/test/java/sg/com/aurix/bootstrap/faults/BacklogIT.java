package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.system.Listener;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.TestPartner;

/** One partner's listener is dead, and what is to be sent to it piles up. */
@Isolated("delays are compared")
class BacklogIT {
    private static final int BACKLOG = 100_000;
    private static final int ROUNDS = 3;
    private static final int CLICKS_A_ROUND = 300;

    /** What a machine that is busy with something else adds to the slowest of three hundred, now and then. */
    private static final Duration NOISE = Duration.ofMillis(10);

    private final ConcurrentLinkedQueue<Duration> delays = new ConcurrentLinkedQueue<>();

    @Test
    @Requirement("RS-13")
    void a_backlog_of_a_hundred_thousand_for_a_dead_listener_delays_nobody_else() throws Exception {
        Map<String, String> database = KillablePostgres.shared().database("backlog");
        try (Silence silence = new Silence();
                Listener listener = new Listener(this::note);
                Node node = Node.on(database);
                Backlog backlog = new Backlog(database)) {
            TestPartner dead = TestPartner.create(node.calls());
            TestPartner quick = TestPartner.create(node.calls());
            dead.listenAt(silence.url());
            quick.listenAt(listener.url());
            round(quick);

            List<Duration> before = rounds(quick);
            Duration longest = before.get(ROUNDS / 2).multipliedBy(2).plus(NOISE);
            backlog.pile(dead.id(), BACKLOG);
            await().atMost(Duration.ofSeconds(60)).until(() -> silence.taken() >= 4);
            List<Duration> during = rounds(quick);

            System.out.println("BacklogIT p99 from commit to listener: " + before + " before, " + during
                    + " with the backlog; " + silence.taken() + " attempts hang");
            assertThat(backlog.number("SELECT count(*) FROM deliveries")).isGreaterThan(BACKLOG * 9 / 10);
            assertThat(during.getFirst())
                    .as("the quickest round: what the backlog delays it delays in each")
                    .isLessThanOrEqualTo(longest);
        }
    }

    private int note(Heard event) {
        Instant committed = Instant.parse(event.json().path("timestamp").asText());
        delays.add(Duration.between(committed, Instant.now()));
        return 204;
    }

    /** The 99th percentiles of some clicks' delays, shortest first; of several rounds, because one round has only three above it. */
    private List<Duration> rounds(TestPartner partner) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(round -> round(partner))
                .sorted()
                .toList();
    }

    private Duration round(TestPartner partner) {
        delays.clear();
        for (int click = 0; click < CLICKS_A_ROUND; click++) {
            partner.click("https://example.com/?click=" + click);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> delays.size() >= CLICKS_A_ROUND);
        return delays.stream().sorted().toList().get(CLICKS_A_ROUND * 99 / 100);
    }
}

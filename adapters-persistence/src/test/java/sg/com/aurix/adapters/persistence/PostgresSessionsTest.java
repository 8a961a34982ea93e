package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.Sessions.Opening;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;

/** What sessions on PostgreSQL promise beyond the contract kit: no trace in any table, and no deadlock. */
class PostgresSessionsTest {
    private static final TestStore STORE = TestStore.open();
    private static final String DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";

    private final Ports ports = STORE.ports();
    private final Samples samples = Samples.in(ports);
    private final Channel channel = samples.addChannel();

    @AfterAll
    static void close() {
        STORE.close();
    }

    private List<Opening> open(List<Session> candidates, Instant since) {
        return ports.unitOfWork().run(() -> ports.sessions().openOrResume(candidates, since));
    }

    /** As callers wait for each other, the last of many may find no connection in time and try again. */
    private Opening openWhenThereIsAConnection(Session candidate, Instant since) {
        return await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> open(List.of(candidate), since), openings -> true)
                .get(0);
    }

    private List<String> rows() {
        return STORE.database().texts("""
            SELECT s::text FROM sessions s WHERE partner_id = '%1$s'
            UNION ALL
            SELECT d::text FROM devices d WHERE partner_id = '%1$s'
            ORDER BY 1\
            """.formatted(channel.partnerId()));
    }

    @Requirement({"RS-9", "TR-2"})
    @Test
    void fifty_clicks_of_one_device_at_once_are_one_session() {
        DeviceId device = samples.device();
        Instant now = samples.now();

        List<Opening> openings =
                Race.run(50, number -> openWhenThereIsAConnection(samples.session(channel, device, now), now));

        assertThat(openings).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
        assertThat(openings).filteredOn(Opening.Resumed.class::isInstance).hasSize(49);
        assertThat(rows()).as("one session and one device").hasSize(2);
    }

    @Requirement("RS-9")
    @Test
    void batches_of_the_same_devices_in_any_order_never_wait_in_a_circle() {
        List<DeviceId> devices = Stream.generate(samples::device).limit(60).toList();
        Instant start = samples.now();

        for (int round = 0; round < 5; round++) {
            Instant now = start.plusSeconds(round);
            int seed = round;
            Race.run(8, number -> {
                List<DeviceId> shuffled = new ArrayList<>(devices);
                Collections.shuffle(shuffled, new Random(seed * 8L + number));
                return open(
                        shuffled.stream()
                                .map(device -> samples.session(channel, device, now))
                                .toList(),
                        now);
            });
        }

        assertThat(STORE.database().number(DEADLOCKS)).isZero();
        assertThat(rows()).as("5 sessions of each device, and the device").hasSize(60 * 6);
    }

    @Requirement("TR-1")
    @Test
    void a_refused_candidate_changes_no_row_whether_its_device_is_new_or_has_an_old_session() {
        CorrelationId taken = samples.openSession(samples.addChannel()).id();
        Session old = samples.openSession(channel);
        List<String> before = rows();
        Instant later = old.startedAt().plusSeconds(60);

        List<Opening> openings = open(
                List.of(
                        new Session(
                                taken, channel.partnerId(), channel.id(), old.deviceId(), later, old.correlatedAt()),
                        new Session(
                                taken, channel.partnerId(), channel.id(), samples.device(), later, old.correlatedAt())),
                later);

        assertThat(openings).containsOnly(new Opening.IdTaken());
        assertThat(rows()).isEqualTo(before);
        assertThat(open(List.of(samples.session(channel, old.deviceId(), later)), old.startedAt()))
                .as("the old session is still the device's")
                .containsExactly(new Opening.Resumed(old));
    }

    @Requirement("TR-1")
    @Test
    void an_id_that_another_unit_takes_at_the_same_moment_is_refused_and_leaves_no_trace() {
        Channel elsewhere = samples.addChannel();
        Session first = samples.session(elsewhere);
        Session second = new Session(
                first.id(),
                channel.partnerId(),
                channel.id(),
                samples.device(),
                first.startedAt(),
                first.correlatedAt());
        AtomicInteger runs = new AtomicInteger();

        CompletableFuture<List<Opening>> waiting = ports.unitOfWork().run(() -> {
            ports.sessions().openOrResume(List.of(first), first.startedAt());
            CompletableFuture<List<Opening>> other =
                    Race.apart(() -> ports.unitOfWork().run(() -> {
                        runs.incrementAndGet();
                        return ports.sessions().openOrResume(List.of(second), first.startedAt());
                    }));
            await("the other unit waits for the lock on that id")
                    .until(() -> STORE.database().number("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'\
                        """) == 1);
            return other;
        });

        assertThat(Race.result(waiting)).containsExactly(new Opening.IdTaken());
        assertThat(runs)
                .as("the first run found the id taken when its device was claimed")
                .hasValue(2);
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_second_candidate_of_a_device_whose_first_was_refused_is_opened() {
        CorrelationId taken = samples.openSession(samples.addChannel()).id();
        DeviceId device = samples.device();
        Instant now = samples.now();
        Session refused = Session.begin(taken, channel.partnerId(), channel.id(), device, now);
        Session opened = samples.session(channel, device, now);
        Session resumes = samples.session(channel, device, now);

        assertThat(open(List.of(refused, opened, resumes), now))
                .containsExactly(new Opening.IdTaken(), new Opening.Opened(opened), new Opening.Resumed(opened));
    }

    @Test
    void no_candidates_are_no_openings() {
        assertThat(open(List.of(), samples.now())).isEmpty();
    }
}

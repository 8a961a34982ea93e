package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.domain.partner.Partner;

/** What happens when the way to PostgreSQL breaks. */
class OutageTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);
    private static final int POOL_SIZE = 3;

    private final TestDatabase database = TestDatabase.migrated();
    private final BreakableNetwork network;
    private final TestStore store;
    private final Ports ports;
    private final Samples samples;
    private final AtomicInteger runs = new AtomicInteger();

    OutageTest() throws IOException {
        network = new BreakableNetwork(TestDatabase.port());
        PostgresSettings through = database.settingsAt(network.port());
        store = TestStore.open(
                database, new PostgresSettings(through.url(), through.user(), through.password(), POOL_SIZE));
        ports = store.ports();
        samples = Samples.in(ports);
    }

    @AfterEach
    void close() throws IOException {
        network.speak();
        store.close();
        network.close();
    }

    private Partner add(Partner partner) {
        return ports.unitOfWork().run(() -> {
            runs.incrementAndGet();
            ports.partners().add(partner);
            return partner;
        });
    }

    /** Where the machine itself stalls, once more: a call that always takes too long does so three times. */
    private static void assertUnavailableAtOnce(Runnable call) {
        List<Duration> took = new ArrayList<>();
        do {
            long began = System.nanoTime();
            Throwable thrown = catchThrowable(call::run);
            took.add(Duration.ofNanos(System.nanoTime() - began));
            assertThat(thrown).isInstanceOf(StoreUnavailableException.class);
        } while (took.size() < 3 && took.getLast().compareTo(LONGEST_WAIT) >= 0);
        assertThat(took.getLast()).as("of %s", took).isLessThan(LONGEST_WAIT);
    }

    private void endAllSessions() {
        database.execute("""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()\
            """);
    }

    /** Has every connection of the pool in use, and gives all of them back; fails where one could not be made in time. */
    private void useAllConnections() {
        CyclicBarrier allBusy = new CyclicBarrier(POOL_SIZE);
        Race.run(
                POOL_SIZE,
                number -> ports.unitOfWork().run(() -> {
                    ports.partners().all();
                    return awaited(allBusy);
                }));
    }

    private void assertRecovers() {
        Partner partner = samples.partner();
        await().atMost(LONGEST_RECOVERY)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> add(partner).equals(partner));
        assertThat(ports.partners().find(partner.id())).contains(partner);
    }

    @Requirement("RS-7")
    @Test
    void a_database_that_is_down_is_unavailable_at_once_and_used_again_when_it_is_back() throws IOException {
        samples.addPartner();
        network.goDown();

        assertUnavailableAtOnce(() -> ports.partners().all());
        assertUnavailableAtOnce(() -> add(samples.partner()));

        network.comeBack();
        assertRecovers();
    }

    @Requirement("RS-7")
    @Test
    void a_network_that_swallows_everything_is_unavailable_at_once_to_whoever_needs_a_new_connection() {
        network.fallSilent();
        // A pool of its own, which has no connection yet.
        try (TestStore silenced = TestStore.open(database, database.settingsAt(network.port()))) {
            Ports unreached = silenced.ports();
            assertUnavailableAtOnce(() -> unreached.partners().all());
            assertUnavailableAtOnce(() -> unreached.unitOfWork().run(() -> {
                unreached.partners().add(samples.partner());
                return unreached;
            }));
            assertThat(network.heldBack()).isPositive();

            network.speak();
            await().atMost(LONGEST_RECOVERY)
                    .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                    .until(() -> unreached.partners().all().isEmpty());
        }
    }

    @Requirement("RS-7")
    @Test
    void a_pool_that_opens_while_the_database_is_down_is_used_when_it_is_back() throws IOException {
        network.goDown();
        try (TestStore early = TestStore.open(database, database.settingsAt(network.port()))) {
            assertUnavailableAtOnce(() -> early.ports().partners().all());

            network.comeBack();
            await().atMost(LONGEST_RECOVERY)
                    .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                    .until(() -> early.ports().partners().all().isEmpty());
        }
    }

    @Requirement("RS-7")
    @Test
    void a_database_that_ends_all_sessions_is_used_again_without_a_restart() {
        samples.addPartner();
        endAllSessions();

        assertRecovers();
    }

    @Requirement("RS-7")
    @Test
    void a_unit_that_finds_all_connections_dead_runs_on_a_new_one() {
        await("the pool lent a dead connection")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> {
                    useAllConnections();
                    endAllSessions();
                    runs.set(0);
                    add(samples.partner());
                    return runs.get() > 1;
                });
    }

    @Requirement("RS-7")
    @Test
    void callers_beyond_the_pool_do_not_wait_for_ever() throws InterruptedException {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> {
                    useAllConnections();
                    return true;
                });
        CountDownLatch allBusy = new CountDownLatch(POOL_SIZE);
        CountDownLatch enough = new CountDownLatch(1);
        List<CompletableFuture<Object>> busy = Stream.generate(() ->
                        Race.<Object>apart(() -> ports.unitOfWork().run(() -> {
                            ports.partners().all();
                            allBusy.countDown();
                            return awaited(enough);
                        })))
                .limit(POOL_SIZE)
                .toList();
        assertThat(allBusy.await(30, TimeUnit.SECONDS)).isTrue();

        assertUnavailableAtOnce(() -> ports.partners().all());

        enough.countDown();
        busy.forEach(Race::result);
        assertRecovers();
    }

    private static CyclicBarrier awaited(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
            return barrier;
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new StoreUnavailableException("another unit got no connection", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CountDownLatch awaited(CountDownLatch latch) {
        try {
            latch.await();
            return latch;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Requirement("RS-2")
    @Test
    void a_commit_whose_answer_was_lost_has_its_effect_once_and_is_not_repeated() {
        Partner partner = samples.partner();
        network.cutAtNextCommit(BreakableNetwork.Cut.AFTER_COMMIT);

        assertThatThrownBy(() -> add(partner))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("confirm");

        assertThat(network.cuts()).isOne();
        assertThat(runs).hasValue(1);
        assertThat(ports.partners().find(partner.id())).contains(partner);
    }

    @Requirement("RS-2")
    @Test
    void a_commit_that_never_arrived_has_no_effect_and_is_not_repeated_either() {
        Partner partner = samples.partner();
        network.cutAtNextCommit(BreakableNetwork.Cut.BEFORE_COMMIT);

        assertThatThrownBy(() -> add(partner)).isInstanceOf(StoreUnavailableException.class);

        assertThat(network.cuts()).isOne();
        assertThat(runs).hasValue(1);
        assertThat(ports.partners().find(partner.id())).isEmpty();
    }
}

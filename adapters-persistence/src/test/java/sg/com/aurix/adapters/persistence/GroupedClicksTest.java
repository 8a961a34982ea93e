package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.application.usecase.TrackClick.Outcome;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

/** Clicks that share transactions, on PostgreSQL and on a way to it that breaks. */
class GroupedClicksTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** RS-7. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** RS-7. */
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);

    private static final int MANY = 60;

    private final TestDatabase database = TestDatabase.migrated();
    private final BreakableNetwork network;
    private final TestStore store;
    private final Channel channel;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final Aurix aurix;

    GroupedClicksTest() throws IOException {
        network = new BreakableNetwork(TestDatabase.port());
        store = TestStore.open(database, database.settingsAt(network.port()));
        channel = Samples.in(store.ports()).addChannel();
        store.eventPartitions().add(store.ports().clock().instant());
        aurix = Aurix.over(Replacing.in(store.ports(), counting(store.ports().unitOfWork())))
                .groupingClicks(threads)
                .dispatching(deliverEvents -> events -> {})
                .build();
    }

    private UnitOfWork counting(UnitOfWork real) {
        return new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                T result = real.run(() -> {
                    runs.incrementAndGet();
                    return work.get();
                });
                commits.incrementAndGet();
                return result;
            }
        };
    }

    @AfterEach
    void close() throws IOException {
        network.speak();
        aurix.close();
        threads.close();
        store.close();
        network.close();
    }

    private WidgetClick click(String device) {
        Visitor visitor = new Visitor(Optional.of("101.100.185.9"), Optional.of("Mozilla/5.0"));
        return new WidgetClick(
                channel.widgetToken(),
                new DeviceId(device),
                new PageUrl("https://example.com/?utm_source=google"),
                Optional.empty(),
                PageContext.NONE,
                visitor);
    }

    /** As many clicks as there are, all of them waiting behind a lock before any is recorded. */
    private List<CompletableFuture<Outcome>> together(IntFunction<String> device) {
        TrackClick trackClick = aurix.trackClick();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE devices IN ACCESS EXCLUSIVE MODE");
            List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, MANY)
                    .mapToObj(number ->
                            trackClick.trackAsync(click(device.apply(number))).toCompletableFuture())
                    .toList();
            assertThat(outcomes).noneMatch(CompletableFuture::isDone);
            connection.rollback();
            return outcomes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Click recorded(CompletableFuture<Outcome> outcome) {
        assertThat(outcome).succeedsWithin(SOON).isInstanceOf(Outcome.Tracked.class);
        return ((Outcome.Tracked) outcome.join()).click();
    }

    private List<String> devicesOfClicks() {
        return database.texts("SELECT device_id FROM clicks ORDER BY device_id");
    }

    private void failInserts(String into, String sqlState, String condition) {
        database.execute("""
            CREATE SEQUENCE failures;
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF %s THEN
                    PERFORM nextval('failures');
                    RAISE EXCEPTION 'no' USING ERRCODE = '%s';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER fail BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION fail()\
            """.formatted(condition, sqlState, into));
    }

    private long failures() {
        return database.number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM failures");
    }

    @Requirement("TR-3")
    @Test
    void clicks_that_arrive_together_share_a_few_commits_and_each_is_recorded_once() {
        List<Click> clicks = together("device-%02d"::formatted).stream()
                .map(GroupedClicksTest::recorded)
                .toList();

        assertThat(commits).hasValueBetween(1, 8);
        assertThat(clicks).extracting(click -> click.deviceId().value()).containsExactlyElementsOf(devicesOfClicks());
        assertThat(clicks).extracting(Click::correlationId).doesNotHaveDuplicates();
        assertThat(database.number("SELECT count(*) FROM events")).isEqualTo(MANY);
        assertThat(database.number("SELECT count(*) FROM sessions")).isEqualTo(MANY);
    }

    @Requirement({"TR-2", "RS-9"})
    @Test
    void two_clicks_of_a_device_in_a_group_share_its_session() {
        List<Click> clicks = together(number -> "device-" + number % 20).stream()
                .map(GroupedClicksTest::recorded)
                .toList();

        assertThat(database.number("SELECT count(*) FROM sessions")).isEqualTo(20);
        for (int number = 0; number < MANY; number++) {
            assertThat(clicks.get(number).correlationId())
                    .isEqualTo(clicks.get(number % 20).correlationId());
        }
    }

    @Requirement("RS-6")
    @Test
    void a_click_that_postgresql_refuses_fails_alone() {
        failInserts("clicks", "P0001", "NEW.device_id = 'device-33'");

        List<CompletableFuture<Outcome>> outcomes = together("device-%02d"::formatted);

        assertThat(outcomes.get(33)).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(RuntimeException.class);
        for (int number = 0; number < MANY; number++) {
            if (number != 33) {
                assertThat(recorded(outcomes.get(number)).deviceId())
                        .isEqualTo(click("device-%02d".formatted(number)).deviceId());
            }
        }
        assertThat(failures())
                .as("the fault fired, with the group and then with fewer and fewer")
                .isBetween(1L, 8L);
        assertThat(devicesOfClicks()).hasSize(MANY - 1).doesNotContain("device-33");
        assertThat(database.texts("SELECT device_id FROM sessions WHERE device_id = 'device-33'"))
                .isEmpty();
    }

    @Requirement("RS-3")
    @Test
    void a_group_that_the_database_gives_up_runs_again_as_a_whole() {
        failInserts("clicks", "40P01", "NEW.device_id = 'device-33' AND NOT (SELECT is_called FROM failures)");

        together("device-%02d"::formatted).forEach(GroupedClicksTest::recorded);

        assertThat(failures()).isOne();
        assertThat(runs.get()).isEqualTo(commits.get() + 1);
        assertThat(devicesOfClicks()).hasSize(MANY);
    }

    @Requirement("RS-7")
    @Test
    void while_the_database_is_down_everybody_hears_so_in_time_and_clicks_are_taken_again_when_it_is_back()
            throws IOException {
        recorded(aurix.trackClick().trackAsync(click("before")).toCompletableFuture());
        network.goDown();

        // Where the machine itself stalls, once more: what always takes too long does so three times.
        List<Duration> took = new ArrayList<>();
        do {
            took.add(timeUntilAThousandHearThatTheStoreIsAway());
        } while (took.size() < 3 && took.getLast().compareTo(LONGEST_WAIT) >= 0);
        assertThat(took.getLast()).as("of %s", took).isLessThan(LONGEST_WAIT);

        network.comeBack();
        await().atMost(LONGEST_RECOVERY)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .until(() -> aurix.trackClick().track(click("after")) instanceof Outcome.Tracked);
        assertThat(devicesOfClicks()).containsExactly("after", "before");
    }

    private Duration timeUntilAThousandHearThatTheStoreIsAway() {
        long began = System.nanoTime();
        List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, 1000)
                .mapToObj(number ->
                        aurix.trackClick().trackAsync(click("device-" + number)).toCompletableFuture())
                .toList();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertThat(outcome)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(StoreUnavailableException.class);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Requirement("RS-2")
    @Test
    void a_group_whose_commit_is_not_confirmed_is_there_once_and_the_retry_gets_the_same_ids() {
        network.cutAtNextCommit(BreakableNetwork.Cut.AFTER_COMMIT);
        assertThatThrownBy(() -> aurix.trackClick().track(click("device")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("confirm");
        assertThat(network.cuts()).isOne();
        assertThat(devicesOfClicks()).containsExactly("device");

        Outcome again = aurix.trackClick().track(click("device"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Tracked.class,
                        tracked -> assertThat(tracked.click().correlationId().value())
                                .isEqualTo(database.texts("SELECT correlation_id FROM sessions")
                                        .get(0)));
        assertThat(devicesOfClicks()).hasSize(2);
    }

    @Requirement("RS-8")
    @Test
    void what_was_taken_before_closing_is_committed() {
        List<CompletableFuture<Outcome>> outcomes = Race.run(
                8,
                number ->
                        aurix.trackClick().trackAsync(click("device-" + number)).toCompletableFuture());

        aurix.close();

        assertThat(outcomes).allMatch(CompletableFuture::isDone);
        assertThat(devicesOfClicks()).hasSize(8);
    }
}

package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.domain.partner.PartnerId;

/** How partitions come and go. */
@Requirement("WH-7")
class EventPartitionsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(40));
    private static final Period RETENTION = Period.ofDays(30);
    private final TestStore store = TestStore.open();
    private final EventPartitions partitions = store.eventPartitions();
    private final Samples samples = Samples.in(store.ports());
    private final Outbox outbox = store.ports().outbox();
    private final PartnerId partnerId = samples.addPartner().id();

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> partitionsOf(String parent) {
        return store.database().texts("""
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = '%s'::regclass ORDER BY 1\
            """.formatted(parent));
    }

    private boolean exists(String table) {
        return store.database().number("SELECT count(*) FROM pg_class WHERE relname = '" + table + "'") > 0;
    }

    @Test
    void partitions_are_made_a_week_ahead_for_events_and_attempts() {
        partitions.add(NOW);

        assertThat(partitionsOf("events"))
                .containsExactly(
                        "events_20260309",
                        "events_20260310",
                        "events_20260311",
                        "events_20260312",
                        "events_20260313",
                        "events_20260314",
                        "events_20260315",
                        "events_20260316",
                        "events_20260317");
        assertThat(partitionsOf("attempts")).hasSize(9).first().isEqualTo("attempts_20260309");
    }

    @Test
    void adding_them_again_changes_nothing_and_several_nodes_may_do_it_at_once() {
        Race.run(4, node -> {
            partitions.add(NOW);
            return node;
        });

        assertThat(partitionsOf("events")).hasSize(9);
        assertThat(partitionsOf("attempts")).hasSize(9);
    }

    @Test
    void several_nodes_may_drop_at_once() {
        for (int day = 0; day < 4; day++) {
            ended(samples.event(partnerId, NOW.plus(Duration.ofDays(day))));
        }

        Race.run(4, node -> {
            partitions.drop(LATER, RETENTION);
            return node;
        });

        assertThat(partitionsOf("events")).isEmpty();
        assertThat(partitionsOf("attempts")).isEmpty();
        assertThat(exists("events_20260310")).isFalse();
        assertThat(exists("attempts_20260313")).isFalse();
    }

    @Test
    void a_day_is_dropped_with_all_its_events_when_its_retention_is_over_and_not_before() {
        OutboxEvent event = ended(samples.event(partnerId, NOW));

        partitions.drop(NOW.plus(Duration.ofDays(30)), RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isPresent();

        partitions.drop(NOW.plus(Duration.ofDays(31)), RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isEmpty();
        assertThat(exists("events_20260310")).isFalse();
        assertThat(exists("attempts_20260310")).isFalse();
    }

    @Test
    void a_day_with_an_event_that_is_still_to_be_delivered_stays() {
        OutboxEvent event = samples.event(partnerId, NOW);
        outbox.append(List.of(event));
        Instant muchLater = NOW.plus(Duration.ofDays(400));

        partitions.drop(muchLater, RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isPresent();

        outbox.record(List.of(samples.delivered(event)));
        partitions.drop(muchLater, RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isEmpty();
    }

    @Test
    void a_start_needs_nothing_that_a_reader_holds() throws SQLException {
        ended(samples.event(partnerId, NOW));
        try (Connection reader = store.database().connect()) {
            readEvents(reader);

            partitions.add(LATER);

            assertThat(outbox.find(
                            partnerId, ended(samples.event(partnerId, LATER)).id()))
                    .isPresent();
        }
    }

    @Test
    void nobody_has_to_wait_while_a_partition_leaves_that_somebody_still_reads() throws SQLException {
        OutboxEvent old = ended(samples.event(partnerId, NOW));
        partitions.add(LATER);
        try (Connection reader = store.database().connect()) {
            readEvents(reader);
            // Waits for the reader, as long as for a lock.
            var leaving = Race.apart(() -> {
                partitions.drop(LATER, RETENTION);
                return old;
            });
            await().until(() -> leavingCount() > 0);

            OutboxEvent fresh = ended(samples.event(partnerId, LATER));
            assertThat(outbox.find(partnerId, fresh.id())).isPresent();
            assertThat(leaving.isDone()).isFalse();
            assertThat(Race.result(leaving)).isEqualTo(old);
            assertThat(exists("attempts_20260310")).isTrue();
        }

        partitions.drop(LATER, RETENTION);
        assertThat(exists("events_20260310")).isFalse();
        assertThat(exists("attempts_20260310")).isFalse();
        assertThat(leavingCount()).isZero();
    }

    @Test
    void what_somebody_reads_does_not_keep_another_day() throws SQLException {
        ended(samples.event(partnerId, NOW));
        ended(samples.event(partnerId, NOW.plus(Duration.ofDays(1))));
        // As after a pass that was stopped half way.
        store.database().execute("DROP TABLE events_20260311");
        try (Connection reader = store.database().connect()) {
            readEvents(reader);

            partitions.drop(LATER, RETENTION);

            assertThat(partitionsOf("attempts")).containsExactly("attempts_20260310");
            assertThat(exists("events_20260310")).isTrue();
        }
    }

    @Test
    void a_day_comes_back_whose_partition_is_half_detached() throws SQLException {
        OutboxEvent old = ended(samples.event(partnerId, NOW));
        try (Connection reader = store.database().connect()) {
            readEvents(reader);
            partitions.drop(LATER, RETENTION);
        }
        assertThat(leavingCount()).isOne();

        OutboxEvent fresh = ended(samples.event(partnerId, NOW));

        assertThat(outbox.find(partnerId, fresh.id())).isPresent();
        assertThat(outbox.find(partnerId, old.id())).isEmpty();
        assertThat(leavingCount()).isZero();
    }

    @Test
    void what_a_node_detached_before_it_was_stopped_is_dropped_and_the_day_can_come_back() {
        ended(samples.event(partnerId, NOW));
        store.database().execute("ALTER TABLE events DETACH PARTITION events_20260310");

        partitions.drop(LATER, RETENTION);

        assertThat(exists("events_20260310")).isFalse();
        assertThat(exists("attempts_20260310")).isFalse();
        OutboxEvent fresh = ended(samples.event(partnerId, NOW));
        assertThat(outbox.find(partnerId, fresh.id())).isPresent();
    }

    @Test
    void a_day_comes_back_also_before_what_was_detached_is_dropped() {
        OutboxEvent old = ended(samples.event(partnerId, NOW));
        store.database().execute("ALTER TABLE events DETACH PARTITION events_20260310");

        OutboxEvent fresh = ended(samples.event(partnerId, NOW));

        assertThat(outbox.find(partnerId, fresh.id())).isPresent();
        assertThat(outbox.find(partnerId, old.id())).isEmpty();
    }

    @Test
    void what_is_named_otherwise_is_left_alone() {
        store.database().execute("""
            CREATE TABLE events_of_2020 PARTITION OF events
                FOR VALUES FROM (first_event_id('2020-01-01')) TO (first_event_id('2021-01-01'));
            CREATE TABLE events_20209999 PARTITION OF events
                FOR VALUES FROM (first_event_id('2021-01-01')) TO (first_event_id('2022-01-01'));
            CREATE TABLE events_2020010 (note text);
            """);
        ended(samples.event(partnerId, NOW));

        partitions.drop(LATER, RETENTION);

        assertThat(partitionsOf("events")).containsExactly("events_20209999", "events_of_2020");
        assertThat(exists("events_2020010")).isTrue();
    }

    /** Holds what a reader of all events holds until its transaction ends. */
    private static void readEvents(Connection reader) throws SQLException {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            assertThat(statement.execute("SELECT count(*) FROM events")).isTrue();
        }
    }

    private long leavingCount() {
        return store.database().number("SELECT count(*) FROM pg_inherits WHERE inhdetachpending");
    }

    private OutboxEvent ended(OutboxEvent event) {
        outbox.append(List.of(event));
        outbox.record(List.of(samples.delivered(event)));
        assertThat(outbox.claimDue(10, Set.of())).isEmpty();
        return event;
    }
}

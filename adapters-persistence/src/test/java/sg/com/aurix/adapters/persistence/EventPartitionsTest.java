package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.domain.partner.PartnerId;

/** How partitions come and go. */
@Requirement("WH-7")
class EventPartitionsTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Period RETENTION = Period.ofDays(30);
    private final TestStore store = TestStore.open();
    private final EventPartitions partitions = new EventPartitions(store.dataSource());
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

    @Test
    void partitions_are_made_a_week_ahead_for_events_and_attempts() {
        partitions.keep(NOW, RETENTION);

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
    void keeping_them_again_changes_nothing_and_several_nodes_may_do_it_at_once() {
        Race.run(4, node -> {
            partitions.keep(NOW, RETENTION);
            return node;
        });

        assertThat(partitionsOf("events")).hasSize(9);
        assertThat(partitionsOf("attempts")).hasSize(9);
    }

    @Test
    void a_day_is_dropped_with_all_its_events_when_its_retention_is_over_and_not_before() {
        OutboxEvent event = ended(samples.event(partnerId, NOW));

        partitions.keep(NOW.plus(Duration.ofDays(30)), RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isPresent();

        partitions.keep(NOW.plus(Duration.ofDays(31)), RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isEmpty();
        assertThat(store.database().texts("SELECT to_regclass('events_20260310')"))
                .containsExactly("null");
        assertThat(store.database().texts("SELECT to_regclass('attempts_20260310')"))
                .containsExactly("null");
    }

    @Test
    void a_day_with_an_event_that_is_still_to_be_delivered_stays() {
        OutboxEvent event = samples.event(partnerId, NOW);
        outbox.append(List.of(event));
        Instant later = NOW.plus(Duration.ofDays(400));

        partitions.keep(later, RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isPresent();

        outbox.record(List.of(samples.delivered(event)));
        partitions.keep(later, RETENTION);
        assertThat(outbox.find(partnerId, event.id())).isEmpty();
    }

    @Test
    void nobody_has_to_wait_while_a_partition_leaves_that_somebody_still_reads() throws SQLException {
        OutboxEvent old = ended(samples.event(partnerId, NOW));
        Instant later = NOW.plus(Duration.ofDays(40));
        try (Connection reader = store.database().connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            assertThat(statement.execute("SELECT count(*) FROM events")).isTrue();
            // Waits for the reader, up to the statement's limit.
            var leaving = Race.apart(() -> {
                assertThatThrownBy(() -> partitions.keep(later, RETENTION))
                        .isInstanceOf(StoreUnavailableException.class);
                return old;
            });
            await().until(() -> store.database().number("SELECT count(*) FROM pg_inherits WHERE inhdetachpending") > 0);

            OutboxEvent fresh = ended(samples.event(partnerId, later));
            assertThat(outbox.find(partnerId, fresh.id())).isPresent();
            assertThat(leaving.isDone()).isFalse();
            assertThat(Race.result(leaving)).isEqualTo(old);
        }

        partitions.keep(later, RETENTION);
        assertThat(store.database().texts("SELECT to_regclass('events_20260310')"))
                .containsExactly("null");
        assertThat(store.database().number("SELECT count(*) FROM pg_inherits WHERE inhdetachpending"))
                .isZero();
    }

    private OutboxEvent ended(OutboxEvent event) {
        outbox.append(List.of(event));
        outbox.record(List.of(samples.delivered(event)));
        assertThat(outbox.claimDue(10, Set.of())).isEmpty();
        return event;
    }
}

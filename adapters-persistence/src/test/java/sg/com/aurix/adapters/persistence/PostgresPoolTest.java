package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many connections a pool holds. */
class PostgresPoolTest {
    private static final String HELD = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = 'aurix'";

    /** Hikari looks after its connections for the first time a tenth of a second after the start. */
    private static final Duration LOOKED_AFTER_BY_THEN = Duration.ofSeconds(1);

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void it_begins_with_one_and_makes_more_only_as_they_are_needed() throws Exception {
        try (PostgresPool pool = PostgresPool.openWithOne(database.settings())) {
            await().during(LOOKED_AFTER_BY_THEN)
                    .atMost(LOOKED_AFTER_BY_THEN.multipliedBy(30))
                    .until(() -> database.number(HELD) <= 1);

            try (Connection one = pool.dataSource().getConnection();
                    Connection another = pool.dataSource().getConnection()) {
                assertThat(one.isValid(1) && another.isValid(1)).isTrue();
                assertThat(database.number(HELD)).isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void told_to_fill_itself_it_soon_holds_all_that_it_may_have() throws Exception {
        try (PostgresPool pool = PostgresPool.openWithOne(database.settings())) {
            pool.dataSource().getConnection().close();
            await().pollDelay(LOOKED_AFTER_BY_THEN).until(() -> database.number(HELD) == 1);

            pool.fill();

            // The next look of its own is half a minute away.
            await().atMost(Duration.ofSeconds(15)).until(() -> database.number(HELD) == pool.size());
        }
    }
}

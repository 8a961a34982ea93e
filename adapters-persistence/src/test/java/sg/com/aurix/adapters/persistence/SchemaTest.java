package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;

class SchemaTest {
    private static final String TABLES =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";

    private static final Set<String> NOBODYS = Set.of("flyway_schema_history", "secret_keys");

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void an_empty_database_gets_every_table() {
        assertThat(PostgresSchema.migrate(database.settings())).isPositive();

        assertThat(database.texts(TABLES))
                .containsExactly(
                        "api_keys",
                        "attempts",
                        "channels",
                        "clicks",
                        "conversations",
                        "deliveries",
                        "devices",
                        "events",
                        "flyway_schema_history",
                        "leads",
                        "messages",
                        "partners",
                        "secret_keys",
                        "sessions",
                        "webhook_secrets",
                        "webhooks");
    }

    @Test
    void a_second_migration_changes_nothing() {
        PostgresSchema.migrate(database.settings());
        List<String> history = database.texts("SELECT t::text FROM flyway_schema_history t ORDER BY 1");

        assertThat(PostgresSchema.migrate(database.settings())).isZero();

        assertThat(database.texts("SELECT t::text FROM flyway_schema_history t ORDER BY 1"))
                .isEqualTo(history);
    }

    @Test
    void what_counts_as_applied_is_what_flyway_finds_on_the_class_path() {
        PostgresSchema.migrate(database.settings());

        assertThat(PostgresSchema.flyway(database.settings()).load().info().applied())
                .extracting(migration -> new PostgresSchema.Applied(
                        migration.getVersion().getVersion(), migration.getDescription(), migration.getChecksum()))
                .isEqualTo(PostgresSchema.ALL_APPLIED);
    }

    @Test
    void tables_are_current_once_they_were_made_and_not_where_only_another_schema_has_them() {
        assertThat(PostgresSchema.isCurrent(database.settings())).isFalse();
        PostgresSchema.migrate(database.settings());
        assertThat(PostgresSchema.isCurrent(database.settings())).isTrue();

        database.execute("CREATE SCHEMA staging");
        PostgresSettings staging = new PostgresSettings(
                database.settings().url() + "?currentSchema=staging,public",
                database.settings().user(),
                database.settings().password());

        assertThat(PostgresSchema.isCurrent(staging)).isFalse();
        assertThat(PostgresSchema.migrate(staging)).isEqualTo(PostgresSchema.ALL_APPLIED.size());
        assertThat(PostgresSchema.isCurrent(staging)).isTrue();
    }

    @Test
    void a_history_that_differs_is_flyways_to_judge() {
        PostgresSchema.migrate(database.settings());
        List<String> differences = List.of(
                "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '2'",
                "UPDATE flyway_schema_history SET success = false WHERE version = '4'",
                "UPDATE flyway_schema_history SET description = 'another' WHERE version = '3'",
                "UPDATE flyway_schema_history SET type = 'JDBC' WHERE version = '1'");
        for (String difference : differences) {
            TestDatabase changed = TestDatabase.empty();
            PostgresSchema.migrate(changed.settings());
            changed.execute(difference);

            assertThatThrownBy(() -> PostgresSchema.migrate(changed.settings()))
                    .as(difference)
                    .isInstanceOf(FlywayException.class);
        }
    }

    @Test
    void of_nodes_that_start_at_once_each_migration_is_applied_by_one() {
        List<Integer> applied = Race.run(4, node -> PostgresSchema.migrate(database.settings()));

        assertThat(applied.stream().mapToInt(Integer::intValue).sum()).isEqualTo(PostgresSchema.ALL_APPLIED.size());
        assertThat(PostgresSchema.isCurrent(database.settings())).isTrue();
    }

    @Test
    void a_migration_that_another_transaction_holds_up_gives_up_and_the_next_start_applies_it() throws SQLException {
        PostgresSettings settings = database.settings();
        Flyway.configure()
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:db/migration")
                .target("3")
                .load()
                .migrate();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE clicks IN ACCESS SHARE MODE");

            assertThatThrownBy(() -> PostgresSchema.migrate(settings))
                    .isInstanceOf(FlywayException.class)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        }
        assertThat(database.texts("SELECT version FROM flyway_schema_history WHERE version > '3'"))
                .isEmpty();

        assertThat(PostgresSchema.migrate(settings)).isPositive();
    }

    @Test
    void every_table_says_whose_its_rows_are_first_of_all() {
        PostgresSchema.migrate(database.settings());

        assertThat(database.texts("""
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = 'public' AND ordinal_position = 1 AND column_name = 'partner_id'
            ORDER BY 1\
            """))
                .hasSize(14)
                .isEqualTo(database.texts(TABLES).stream()
                        .filter(table -> !NOBODYS.contains(table))
                        .toList());
    }

    @Test
    void a_database_that_is_away_is_an_exception_without_the_password() {
        PostgresSettings nowhere = database.settingsAt(1);

        assertThatThrownBy(() -> PostgresSchema.migrate(nowhere))
                .isInstanceOf(FlywayException.class)
                .hasMessageNotContaining(nowhere.password());
    }
}

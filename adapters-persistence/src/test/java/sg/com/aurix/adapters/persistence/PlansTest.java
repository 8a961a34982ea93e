package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.application.contract.Requirement;

/**
 * How many rows PostgreSQL looks at, with plans that it made while the tables were empty and keeps for as long as they have no
 * statistics: what happens on a new system, and what is worst.
 */
class PlansTest {
    private static final String PARTNER = "00000000-0000-7000-8000-000000000001";
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final List<Case> CASES = List.of(
            new Case(
                    "first_clicks",
                    PostgresClicks.PAGE,
                    "uuid, timestamptz, timestamptz, uuid, int, int",
                    clicks("infinity"),
                    51 * 3),
            new Case(
                    "clicks_behind_a_cursor",
                    PostgresClicks.PAGE,
                    "uuid, timestamptz, timestamptz, uuid, int, int",
                    clicks("2026-01-01T01:00:00Z"),
                    51 * 3),
            new Case(
                    "first_leads",
                    PostgresLeads.PAGE,
                    "uuid, timestamptz, timestamptz, bigint, int, int",
                    leads("infinity"),
                    51 * 3),
            new Case(
                    "leads_behind_a_cursor",
                    PostgresLeads.PAGE,
                    "uuid, timestamptz, timestamptz, bigint, int, int",
                    leads("2026-01-01T01:00:00Z"),
                    51 * 3),
            new Case(
                    "first_click_of_a_lead",
                    PostgresLeads.FIRST_CLICK,
                    "uuid, text",
                    "'%s', 'O-0000007'".formatted(PARTNER),
                    1),
            new Case(
                    "open_or_resume",
                    SessionOpening.OPEN,
                    "uuid[], text[], text[], text[], timestamptz[], timestamptz, timestamptz",
                    "'{%1$s,%1$s,%1$s}', '{d7,new1,new2}', '{O-aaaaaaa,O-bbbbbbb,O-0000009}', '{1,1,1}', '{now,now,now}', '%2$s', '%2$s'"
                            .formatted(PARTNER, "2026-01-01T00:00:00Z"),
                    3),
            new Case(
                    "resume",
                    SessionOpening.CURRENT,
                    "uuid[], text[]",
                    "'{%1$s,%1$s}', '{d7,d8}'".formatted(PARTNER),
                    4),
            new Case(
                    "link",
                    PostgresSessions.LINK,
                    "bigint, timestamptz, uuid, text",
                    "1, '2026-01-01T00:00:00Z', '%s', 'o-0000008'".formatted(PARTNER),
                    1),
            new Case(
                    "find_referenced",
                    PostgresSessions.FIND_REFERENCED,
                    "uuid, text",
                    "'%s', 'o-0000008'".formatted(PARTNER),
                    1),
            new Case(
                    "known_references",
                    PostgresSessions.KNOWN,
                    "text[], uuid",
                    "'{o-0000008,o-0000009,o-zzzzzzz}', '%s'".formatted(PARTNER),
                    2),
            new Case(
                    "release",
                    PostgresOutbox.RELEASE,
                    "timestamptz, uuid, uuid, uuid",
                    "'2026-02-01T00:00:00Z', '%1$s', '00000000-0000-7000-8000-000000000007', '%1$s'".formatted(PARTNER),
                    1),
            new Case(
                    "claim_left_over",
                    PostgresOutbox.CLAIM,
                    "timestamptz, uuid[], int, uuid, timestamptz",
                    "'2026-02-01T00:00:00Z', '{}', 100, '%s', '2026-02-02T00:00:00Z'".formatted(PARTNER),
                    200),
            new Case(
                    "record",
                    PostgresOutbox.RECORD,
                    "text, uuid, uuid, uuid, timestamptz, bigint, text, int, text, text",
                    "'failed', '%1$s', '00000000-0000-7000-8000-000000000007', '%1$s', 'now', 1, 'failed', 200, '', NULL"
                            .formatted(PARTNER),
                    1));

    private static Connection connection;

    private static String clicks(String before) {
        return "'%1$s', '-infinity', '%2$s', '%1$s', 51, 0".formatted(PARTNER, before);
    }

    private static String leads(String before) {
        return "'%s', '-infinity', '%s', 5, 51, 0".formatted(PARTNER, before);
    }

    @BeforeAll
    static void plan_on_empty_tables_then_fill_them() throws SQLException {
        connection = DATABASE.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(PostgresPool.PLANS.replace("-c ", "SET "));
            statement.execute("SET plan_cache_mode = force_generic_plan");
            for (Case each : CASES) {
                statement.execute("PREPARE %s (%s) AS %s".formatted(each.name, each.types, numbered(each.sql)));
                statement.execute("EXPLAIN " + each.execute());
            }
        }
        connection.commit();
        DATABASE.execute("""
            INSERT INTO clicks
                SELECT '%1$s', gen_random_uuid(), '1', 'O-' || lpad((n / 2)::text, 7, '0'), 'd' || n / 2, 'https://example.com/',
                    NULL, NULL, NULL, timestamptz '2026-01-01' + n / 3 * interval '1 second'
                FROM generate_series(1, 20000) n;
            INSERT INTO sessions
                SELECT '%1$s', 'O-' || lpad(n::text, 7, '0'), '1', 'd' || n, timestamptz '2026-01-01' + n * interval '1 second',
                    CASE WHEN n %% 2 = 1 THEN now() END, CASE WHEN n %% 2 = 1 THEN n / 2 + 1 END
                FROM generate_series(0, 9999) n;
            INSERT INTO devices SELECT partner_id, device_id, correlation_id, started_at FROM sessions;
            INSERT INTO conversations (partner_id, channel_id, user_id, started_at)
                SELECT '%1$s', '1', 'u' || n, now() FROM generate_series(1, 10000) n;
            INSERT INTO leads (partner_id, conversation_id, correlation_id, data, created_at, updated_at)
                SELECT '%1$s', conversation_id, 'O-' || lpad(conversation_id::text, 7, '0'), '{"lead_type":"hot"}',
                    timestamptz '2026-01-01' + conversation_id * interval '1 second', now()
                FROM conversations;
            INSERT INTO events
                SELECT '%1$s', CASE WHEN n = 7 THEN '00000000-0000-7000-8000-000000000007' ELSE gen_random_uuid() END,
                    'widget.click', timestamptz '2026-01-01' + n * interval '1 second', '', 'pending', '%1$s', '2026-01-02'
                FROM generate_series(1, 10000) n\
            """.formatted(PARTNER));
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    static Stream<Case> cases() {
        return CASES.stream();
    }

    @Requirement("API-5")
    @ParameterizedTest
    @MethodSource("cases")
    void a_statement_looks_at_no_more_rows_than_it_needs(Case each) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet results =
                        statement.executeQuery("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + each.execute())) {
            assertThat(results.next()).isTrue();
            JsonNode plan =
                    new ObjectMapper().readTree(results.getString(1)).get(0).get("Plan");

            assertThat(rowsLookedAt(plan)).as(plan.toPrettyString()).isBetween(1.0, each.mostRows + 0.5);
        } finally {
            connection.rollback();
        }
    }

    /** Rows that scans of tables came upon, whether or not they were wanted. */
    private static double rowsLookedAt(JsonNode node) {
        double rows = 0;
        if (node.has("Relation Name") && node.get("Node Type").asText().endsWith("Scan")) {
            double each = node.path("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble()
                    + node.path("Rows Removed by Index Recheck").asDouble();
            rows = each * node.path("Actual Loops").asDouble();
        }
        for (JsonNode child : node.path("Plans")) {
            rows += rowsLookedAt(child);
        }
        return rows;
    }

    /** The statement with PostgreSQL's own placeholders. */
    private static String numbered(String sql) {
        AtomicInteger number = new AtomicInteger();
        return Pattern.compile("\\?").matcher(sql).replaceAll(found -> "\\$" + number.incrementAndGet());
    }

    /** @param mostRows how many rows the statement needs to look at */
    record Case(String name, String sql, String types, String values, int mostRows) {
        String execute() {
            return "EXECUTE " + name + " (" + values + ")";
        }

        @Override
        public String toString() {
            return name;
        }
    }
}

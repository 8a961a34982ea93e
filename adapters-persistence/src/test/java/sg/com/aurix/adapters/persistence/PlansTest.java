package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.webhook.EventId;

/**
 * How many rows PostgreSQL looks at, with plans that it made while the tables were empty and keeps for as long as they have no
 * statistics, which happens on a new system and is worst; and with those it makes once it knows the tables.
 */
class PlansTest {
    private static final String PARTNER = "00000000-0000-7000-8000-000000000001";
    private static final String GREATEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final int OTHER_PARTNERS = 50;
    private static final String OPENING_MANY = "opening_many";
    private static final int CANDIDATES = 200;

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
                    "session_candidate[], timestamptz, timestamptz",
                    """
                    ARRAY[('%1$s', 'd7', 'O-aaaaaaa', '1', now()), ('%1$s', 'new1', 'O-bbbbbbb', '1', now()), \
                    ('%1$s', 'new2', 'O-0000009', '1', now())]::session_candidate[], '%2$s', '%2$s'\
                    """.formatted(PARTNER, "2026-01-01T00:00:00Z"),
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
            new Case("session", PostgresSessions.FIND, "uuid, text", "'%s', 'O-0000008'".formatted(PARTNER), 1),
            new Case(
                    "conversation_of_a_user",
                    PostgresConversations.FIND_BY_USER,
                    "uuid, text, text",
                    "'%s', '1', 'u7'".formatted(PARTNER),
                    1),
            new Case(
                    "conversation_of_a_number",
                    PostgresConversations.FIND_BY_PHONE,
                    "uuid, text, text, text",
                    "'%s', '1', '6580000007', NULL".formatted(PARTNER),
                    1),
            new Case("lock_lead", PostgresLeads.LOCK, "uuid, bigint", "'%s', 7".formatted(PARTNER), 1),
            new Case("lead", PostgresLeads.READ, "uuid, bigint", "'%s', 7".formatted(PARTNER), 2),
            new Case("delivery", DeliveryPages.FIND, "uuid, uuid", "'%s', '%s'".formatted(PARTNER, event(8)), 4),
            new Case(
                    "attempts_of_a_delivery",
                    DeliveryPages.ATTEMPTS,
                    "uuid, uuid",
                    "'%s', '%s'".formatted(PARTNER, event(8)),
                    1),
            new Case("webhook", PostgresWebhooks.FIND, "uuid", "'%s'".formatted(PARTNER), 3),
            new Case(
                    "taking_webhooks",
                    PostgresWebhooks.TAKING,
                    "uuid[]",
                    "'{%1$s,00000000-0000-7000-8000-00000000000f}'".formatted(PARTNER),
                    1),
            new Case("lock_webhook", PostgresWebhooks.LOCK, "uuid", "'%s'".formatted(PARTNER), 1),
            new Case(
                    "release",
                    PostgresOutbox.RELEASE,
                    "timestamptz, uuid[], uuid[], uuid",
                    "'2026-02-01T00:00:00Z', '{%1$s,%1$s}', '{%2$s,%3$s}', '%1$s'"
                            .formatted(PARTNER, event(7), event(9)),
                    2 * 2),
            new Case(
                    "claim",
                    DueDeliveries.CLAIM,
                    "uuid[], timestamptz[], timestamptz, timestamptz, int, uuid[], int, uuid, timestamptz",
                    "'{}', '{}', '2026-02-01T00:00:00Z', '1970-01-01T00:00:00Z', 100, '{}', 1000, '%s', '2026-02-02T00:00:00Z'"
                            .formatted(PARTNER),
                    // The partners, and each of the hundred as a delivery, once more to be claimed, and as an event.
                    OTHER_PARTNERS + 1 + 3 * 100),
            new Case(
                    "record",
                    PostgresOutbox.RECORD,
                    "ended_attempt[], uuid, uuid",
                    """
                    ARRAY[('%1$s', '%2$s', now(), 1, 'failed', NULL, 'a', 'b', 500, 'c', NULL), \
                    ('%1$s', '%3$s', now(), 1, 'pending', now(), 'a', 'b', 500, 'c', NULL)]::ended_attempt[], '%1$s', '%1$s'\
                    """.formatted(PARTNER, event(7), event(9)),
                    2 * 2 + 2),
            deliveries("first_deliveries", DeliveryPages.PAGE_OF_ALL, GREATEST, "", 51 * 4),
            deliveries("deliveries_behind_a_cursor", DeliveryPages.PAGE_OF_ALL, event(5000), "", 51 * 4),
            deliveries(
                    "clicks_among_deliveries", DeliveryPages.PAGE_OF_CLICKS, GREATEST, "'widget.click', ", 51 * 4 + 3),
            deliveries("leads_among_deliveries", DeliveryPages.PAGE_OF_LEADS, GREATEST, "'lead.complete', ", 10 * 4),
            deliveries("pending_deliveries", DeliveryPages.PAGE_OF_PENDING, GREATEST, "NULL, NULL, ", 51 * 3),
            deliveries("failed_deliveries", DeliveryPages.PAGE_OF_ENDED, GREATEST, "NULL, NULL, 'failed', ", 10 * 6),
            deliveries(
                    "delivered_deliveries",
                    DeliveryPages.PAGE_OF_ENDED,
                    event(5000),
                    "NULL, NULL, 'delivered', ",
                    51 * 6),
            new Case(
                    "send_again",
                    PostgresOutbox.SEND_AGAIN,
                    "uuid, uuid, timestamptz",
                    "'%s', '%s', 'now'".formatted(PARTNER, event(8)),
                    1),
            new Case(
                    "count_on",
                    PostgresOutbox.COUNT_ON,
                    "uuid[], uuid[]",
                    "'{%1$s,%1$s}', '{%2$s,%3$s}'".formatted(PARTNER, event(8), event(9)),
                    3),
            new Case(
                    "forget",
                    DueDeliveries.FORGET,
                    "uuid[], uuid[], uuid",
                    "'{%1$s,%1$s}', '{%2$s,%3$s}', '%1$s'".formatted(PARTNER, event(7), event(9)),
                    2 * 2),
            new Case(
                    "send_many_again",
                    PostgresOutbox.SEND_MANY_AGAIN,
                    "timestamptz, uuid, text, uuid, uuid, uuid, text[], int",
                    "'now', '%s', 'delivered', '%s', '%s', '%s', '{widget.click,lead.complete}', 50"
                            .formatted(PARTNER, event(2), event(4), GREATEST),
                    // Each as an attempt, as the latest one and as an event.
                    3 * 50));

    /** What each statement did with the plan that was made while the tables were empty, and with that of known statistics. */
    private static final Map<String, JsonNode> PLANNED_ON_EMPTY_TABLES = new HashMap<>();

    private static final Map<String, JsonNode> PLANNED_ON_KNOWN_TABLES = new HashMap<>();

    private static Connection connection;

    private static String clicks(String before) {
        return "'%1$s', '-infinity', '%2$s', '%1$s', 51, 0".formatted(PARTNER, before);
    }

    /** The event of that number, one for each second of a day. */
    private static String event(int number) {
        return EventId.floor(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number))
                .value()
                .toString();
    }

    private static Case deliveries(String name, String sql, String before, String conditions, int mostRows) {
        String types = conditions
                .chars()
                .filter(character -> character == ',')
                .mapToObj(comma -> ", text")
                .collect(Collectors.joining());
        return new Case(
                name,
                sql,
                "uuid, uuid, uuid" + types + ", int, int",
                "'%s', '%s', '%s', %s51, 0".formatted(PARTNER, event(0), before, conditions),
                mostRows);
    }

    private static String leads(String before) {
        return "'%s', '-infinity', '%s', 5, 51, 0".formatted(PARTNER, before);
    }

    /** PostgreSQL knows that it is empty, and its index is not small: it plans for no rows, and to walk over the whole index is cheap. */
    private static void emptyTheQueueOfManyPartners() {
        DATABASE.execute("INSERT INTO partners SELECT gen_random_uuid(), 'Others', now() FROM generate_series(1, %d)"
                .formatted(OTHER_PARTNERS));
        DATABASE.execute("""
            INSERT INTO deliveries (partner_id, event_id, due_at, attempts, failures)
            SELECT partner_id, gen_random_uuid(), now(), 0, 0 FROM partners, generate_series(1, 1000)\
            """);
        DATABASE.execute("DELETE FROM deliveries");
        DATABASE.execute("VACUUM deliveries");
    }

    @BeforeAll
    static void plan_on_empty_tables_then_fill_them() throws SQLException, JsonProcessingException {
        DATABASE.execute("SELECT add_event_partitions('2025-12-30', '2026-01-05')");
        // Here and for good: making a table of its own for a session has PostgreSQL forget every plan.
        DATABASE.execute("""
            CREATE TABLE numbered AS
                SELECT n, (lpad(to_hex(1767225600000 + n * 1000), 12, '0') || '70000000000000000000')::uuid AS event_id
                FROM generate_series(0, 9999) n\
            """);
        emptyTheQueueOfManyPartners();
        connection = DATABASE.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String setting : PostgresPool.PLANS) {
                statement.execute("SET " + setting);
            }
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
            INSERT INTO conversations (partner_id, channel_id, user_id, phone_number, started_at)
                SELECT '%1$s', '1', 'u' || n, 6580000000 + n, now() FROM generate_series(1, 10000) n;
            INSERT INTO leads (partner_id, conversation_id, correlation_id, data, created_at, updated_at)
                SELECT '%1$s', conversation_id, 'O-' || lpad(conversation_id::text, 7, '0'), '{"lead_type":"hot"}',
                    timestamptz '2026-01-01' + conversation_id * interval '1 second', now()
                FROM conversations;
            INSERT INTO partners VALUES ('%1$s', 'Glow Salon', '2026-01-01');
            SET session_replication_role = replica; -- webhooks of partners that are not there
            INSERT INTO webhooks
                SELECT partner_id, partner_id, 'https://example.com/', 'retry', '{widget.click}', true, NULL, NULL, NULL, now(), now()
                FROM (SELECT '%1$s'::uuid AS partner_id UNION ALL SELECT gen_random_uuid() FROM generate_series(1, 10000)) p;
            INSERT INTO webhook_secrets
                SELECT partner_id, webhook_id, n, '', 1, CASE n WHEN 1 THEN now() END FROM webhooks, generate_series(1, 2) n;
            SET session_replication_role = origin;
            INSERT INTO events
                SELECT '%1$s', event_id, CASE WHEN n %% 1000 = 0 THEN 'lead.complete' ELSE 'widget.click' END,
                    timestamptz '2026-01-01' + n * interval '1 second', ''
                FROM numbered;
            INSERT INTO deliveries SELECT '%1$s', event_id, '2026-01-02', '%1$s', 0, 0 FROM numbered WHERE n %% 2 = 1;
            INSERT INTO attempts
                SELECT '%1$s', event_id, 1, timestamptz '2026-01-01' + n * interval '1 second', 1,
                    CASE WHEN n %% 1000 = 2 THEN 'failed' ELSE 'delivered' END, NULL, '', '', 500, '', NULL
                FROM numbered WHERE n %% 2 = 0\
            """.formatted(PARTNER));
        runAll(PLANNED_ON_EMPTY_TABLES);
        // Every plan is made anew after this.
        DATABASE.execute("ANALYZE");
        runAll(PLANNED_ON_KNOWN_TABLES);
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
    void a_statement_looks_at_no_more_rows_than_it_needs(Case each) {
        JsonNode onEmptyTables = plan(PLANNED_ON_EMPTY_TABLES, each.name);
        JsonNode onKnownTables = plan(PLANNED_ON_KNOWN_TABLES, each.name);

        assertThat(rowsLookedAt(onEmptyTables))
                .as(onEmptyTables.toPrettyString())
                .isBetween(1.0, each.mostRows + 0.5);
        assertThat(rowsLookedAt(onKnownTables))
                .as(onKnownTables.toPrettyString())
                .isBetween(1.0, each.mostRows + 0.5);
    }

    @Requirement("TR-2")
    @Test
    void opening_sessions_looks_at_each_candidate_a_few_times_and_not_once_for_each_other_one() {
        for (Map<String, JsonNode> plans : List.of(PLANNED_ON_EMPTY_TABLES, PLANNED_ON_KNOWN_TABLES)) {
            JsonNode plan = plan(plans, OPENING_MANY);
            assertThat(rowsOfParts(plan)).as(plan.toPrettyString()).isBetween(3.0 * CANDIDATES, 8.0 * CANDIDATES);
        }
    }

    @Test
    void all_of_that_was_done_with_plans_that_are_kept() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plans = statement.executeQuery(
                        "SELECT sum(custom_plans), min(generic_plans) FROM pg_prepared_statements WHERE from_sql")) {
            assertThat(plans.next()).isTrue();
            assertThat(plans.getLong(1)).isZero();
            // Explained while the tables were empty, and run twice.
            assertThat(plans.getLong(2)).isEqualTo(3);
        }
    }

    @Test
    void the_connections_of_the_pool_plan_as_is_done_here() throws SQLException {
        try (PostgresPool pool = PostgresPool.open(DATABASE.settings());
                Connection pooled = pool.dataSource().getConnection();
                Statement statement = pooled.createStatement()) {
            for (String setting : PostgresPool.PLANS) {
                String name = setting.substring(0, setting.indexOf('='));
                try (ResultSet shown = statement.executeQuery("SHOW " + name)) {
                    assertThat(shown.next()).isTrue();
                    assertThat(name + "=" + shown.getString(1)).isEqualTo(setting);
                }
            }
        }
    }

    private static JsonNode plan(Map<String, JsonNode> plans, String name) {
        return Objects.requireNonNull(plans.get(name), name);
    }

    private static void runAll(Map<String, JsonNode> plans) throws SQLException, JsonProcessingException {
        for (Case each : CASES) {
            plans.put(each.name, analyzed(each.execute()));
        }
        plans.put(OPENING_MANY, analyzed(openingMany()));
    }

    private static JsonNode analyzed(String execute) throws SQLException, JsonProcessingException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + execute)) {
            assertThat(results.next()).isTrue();
            return new ObjectMapper().readTree(results.getString(1)).get(0).get("Plan");
        } finally {
            connection.rollback();
        }
    }

    private static String openingMany() {
        return "EXECUTE open_or_resume (ARRAY[%s]::session_candidate[], '%2$s', '%2$s')"
                .formatted(
                        IntStream.range(0, CANDIDATES)
                                .mapToObj(n -> "('%1$s', 'x%2$03d', 'x%2$03d', '1', now())".formatted(PARTNER, n))
                                .collect(Collectors.joining(", ")),
                        "2026-01-01T00:00:00Z");
    }

    /** Rows that were read of the parts of a statement, its common table expressions, each time. */
    private static double rowsOfParts(JsonNode node) {
        double rows = node.has("CTE Name")
                ? (node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble())
                        * node.path("Actual Loops").asDouble()
                : 0;
        for (JsonNode child : node.path("Plans")) {
            rows += rowsOfParts(child);
        }
        return rows;
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

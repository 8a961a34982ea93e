package sg.com.aurix.bootstrap.bench;

import sg.com.aurix.bootstrap.system.TestPartner;

/** Rows of a past that nobody has time to live through, put into our tables by SQL. */
final class Seed {
    /** How many at a time: each is a transaction of its own. */
    private static final int PORTION = 500_000;

    /** Odd, so that times it every number below 2^28 comes once: ids in no order, as drawn ones are. */
    private static final String SCATTERED = "'O-' || lpad(to_hex((n::bigint * 104729) % 268435456), 7, '0')";

    private static final String DEVICE = "md5(n::text)::uuid::text";

    private final Database database;
    private final TestPartner partner;

    Seed(Database database, TestPartner partner) {
        this.database = database;
        this.partner = partner;
    }

    /** So many sessions of one click each, a second apart, every one of which became a lead. */
    void leadsAndClicks(int rows) {
        inPortions(rows, sessions("%3$s", "n"), clicks(), """
            INSERT INTO conversations (partner_id, conversation_id, channel_id, phone_number, started_at)
            OVERRIDING SYSTEM VALUE
            SELECT '%1$s', n, '%2$s', (6580000000 + n)::text, %3$s FROM generate_series(%5$d, %6$d) n
            """, """
            INSERT INTO leads (partner_id, lead_id, conversation_id, correlation_id, data, created_at, updated_at, completed_at)
            OVERRIDING SYSTEM VALUE
            SELECT '%1$s', n, n, %4$s,
                json_build_object('name', 'Ann Example ' || n, 'email', 'ann' || n || '@example.com', 'lead_type', 'sales'),
                %3$s, %3$s, %3$s
            FROM generate_series(%5$d, %6$d) n
            """);
        analyze();
    }

    /** So many devices with a session, a click and an event each, all of it delivered. */
    void clicksAndEvents(int rows) {
        inPortions(rows, """
            INSERT INTO devices (partner_id, device_id, correlation_id, started_at)
            SELECT '%1$s', %7$s, %4$s, %3$s FROM generate_series(%5$d, %6$d) n
            """, sessions("NULL", "NULL"), clicks(), event("""
                INSERT INTO events (partner_id, event_id, event_type, occurred_at, body)
                SELECT '%1$s', event_id, 'widget.click', at, convert_to('%8$s', 'UTF8') FROM numbered
                """), event("""
                    INSERT INTO attempts (partner_id, event_id, number, started_at, took_ns, leaves)
                    SELECT '%1$s', event_id, 1, at, 0, 'not_sent' FROM numbered
                    """));
        analyze();
    }

    private static String sessions(String correlatedAt, String conversation) {
        return """
            INSERT INTO sessions (partner_id, correlation_id, channel_id, device_id, started_at, correlated_at, conversation_id)
            SELECT '%1$s', %4$s, '%2$s', %7$s, %3$s,\
            """ + correlatedAt + ", " + conversation + " FROM" + " generate_series(%5$d," + " %6$d) n";
    }

    private static String clicks() {
        return """
            INSERT INTO clicks (
                partner_id, click_id, channel_id, correlation_id, device_id, click_url, first_raw_url, ip_address, user_agent,
                clicked_at, is_bot)
            SELECT '%1$s', lpad(to_hex(n), 32, '0')::uuid, '%2$s', %4$s, %7$s,
                'https://shop.example/landing/' || n || '?utm_source=google&utm_medium=cpc&gclid=Cj0KCQjw5f2b1c9e7f7c4c7e9d2a' || n,
                NULL, '127.0.0.1', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)', %3$s, false
            FROM generate_series(%5$d, %6$d) n
            """;
    }

    /** Events of yesterday, which has a partition. */
    private static String event(String insert) {
        return """
            WITH numbered AS (
                SELECT at, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid
                    AS event_id
                FROM (
                    SELECT n, date_trunc('day', now(), 'UTC') - interval '1 day' + n * interval '5 milliseconds' AS at
                    FROM generate_series(%5$d, %6$d) n
                ) moments
            )
            """ + insert;
    }

    /**
     * Runs each statement for one portion of the numbers after another: partner, channel, time,
     * correlation id, first, last, device, body.
     */
    private void inPortions(int rows, String... statements) {
        for (int first = 1; first <= rows; first += PORTION) {
            int last = Math.min(rows, first + PORTION - 1);
            for (String statement : statements) {
                database.execute(statement.formatted(
                        partner.id(), partner.channelId(), at(rows), SCATTERED, first, last, DEVICE, Body.JSON));
            }
            if (rows > PORTION) {
                Bench.say("  " + last + " of " + rows + " rows");
            }
        }
    }

    /** The last one an hour ago. */
    private static String at(int rows) {
        return "now() - interval '1 hour' - (" + rows + " - n) * interval '1 second'";
    }

    private void analyze() {
        database.execute("VACUUM (ANALYZE)");
        database.settle();
    }
}

package sg.com.aurix.bootstrap.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sg.com.aurix.bootstrap.system.TestPartner;

/** Our server with events in its outbox, committed by somebody else, so that it has to find, claim, sign, send and record them. */
final class OurDelivery implements Contender {
    private final String name;
    private final boolean sends;
    private final AurixUnderTest server;
    private final List<TestPartner> partners;

    private OurDelivery(String name, boolean sends, AurixUnderTest server, List<TestPartner> partners) {
        this.name = name;
        this.sends = sends;
        this.server = server;
        this.partners = partners;
    }

    static OurDelivery start(Bench bench, CountingListener listener, int partnerCount) {
        AurixUnderTest server = AurixUnderTest.start(bench, bench.emptyDatabase("delivery_ours"));
        return new OurDelivery("ours", true, server, partners(server, listener, partnerCount));
    }

    /** The same without the client: found, claimed, signed and recorded, but taken for answered instead of sent. */
    static OurDelivery withoutSending(Bench bench, CountingListener listener, int partnerCount) {
        AurixUnderTest server =
                AurixUnderTest.startWith(bench, bench.emptyDatabase("delivery_outbox_alone"), NothingSent.PROPERTY);
        return new OurDelivery("our outbox alone", false, server, partners(server, listener, partnerCount));
    }

    private static List<TestPartner> partners(AurixUnderTest server, CountingListener listener, int count) {
        List<TestPartner> partners =
                Stream.generate(server::newPartner).limit(count).toList();
        partners.forEach(partner -> partner.listenAt(listener.url()));
        return partners;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean sends() {
        return sends;
    }

    @Override
    public Ready prepare(int events) {
        server.drain();
        server.database().execute("DELETE FROM attempts", "DELETE FROM events", "VACUUM events, attempts, deliveries");
        server.database().settle();
        try {
            Connection connection = server.database().connect();
            connection.setAutoCommit(false);
            int each = events / partners.size();
            for (int i : IntStream.range(0, partners.size()).toArray()) {
                int count = i == 0 ? events - each * (partners.size() - 1) : each;
                insert(connection, partners.get(i), count);
            }
            return new Committed(connection, events);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Connection connection, TestPartner partner, int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var _ = statement.execute("""
                WITH happened AS (
                    INSERT INTO events (partner_id, event_id, event_type, occurred_at, body)
                    SELECT '%1$s', uuidv7(), 'widget.click', now(), convert_to('%2$s', 'UTF8') FROM generate_series(1, %3$d)
                    RETURNING partner_id, event_id
                )
                INSERT INTO deliveries (partner_id, event_id, due_at, claimed_by, attempts, failures)
                SELECT partner_id, event_id, now(), NULL, 0, 0 FROM happened\
                """.formatted(partner.id(), Body.JSON, count));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Committed implements Ready {
        private final Connection connection;
        private final int events;

        Committed(Connection connection, int events) {
            this.connection = connection;
            this.events = events;
        }

        @Override
        public void release() {
            try (connection) {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean isDone() {
            if (!sends && server.database().number("SELECT count(*) FROM (SELECT FROM deliveries LIMIT 1) one") > 0) {
                return false;
            }
            return server.database().number("SELECT count(*) FROM attempts WHERE leaves = 'delivered' AND status = 204")
                    == events;
        }
    }
}

package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.bootstrap.bench.HttpConnection.Answer;
import sg.com.aurix.bootstrap.bench.Listing.Wanted;
import sg.com.aurix.bootstrap.figures.Latencies;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.TestPartner;

/** Lists of one length, our server in front of them, and one JDBC connection to the same rows. */
final class Shelf implements AutoCloseable {
    private static final String LISTS = "/integrations/external/";
    private static final int ROWS_A_PAGE = 50;
    private static final Pattern NEXT = Pattern.compile("<https?://[^/]+(/[^>]+)>; rel=\"next\"");
    private static final OffsetDateTime LATEST = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime EARLIEST = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final int rows;
    private final AurixUnderTest server;
    private final TestPartner partner;
    private @Nullable HttpConnection http;
    private final Connection jdbc;

    private Shelf(int rows, AurixUnderTest server, TestPartner partner) {
        this.rows = rows;
        this.server = server;
        this.partner = partner;
        this.jdbc = server.database().connect();
    }

    /** Seeds lists of that length. */
    static Shelf of(Bench bench, int rows) {
        AurixUnderTest server = AurixUnderTest.start(bench, bench.emptyDatabase("reading_" + rows));
        TestPartner partner = server.newPartner();
        new Seed(server.database(), partner).leadsAndClicks(rows);
        return new Shelf(rows, server, partner);
    }

    /** Made when it is needed: no server keeps it while the longest list is made. */
    private HttpConnection http() throws IOException {
        @Nullable HttpConnection made = http;
        if (made == null) {
            made = new HttpConnection(server.port());
            http = made;
        }
        return made;
    }

    int rows() {
        return rows;
    }

    /** The pages of a list that are asked for: the first, one in the middle by cursor and by offset, and one of a range of dates. */
    List<Wanted> pages(Listing listing) {
        int middle = rows / 2;
        Bound begin = boundAt(listing, middle);
        Bound end = boundAt(listing, middle + Math.min(rows / 4, 86_400));
        String toBegin = "limit=50&to_date=" + begin.at().toInstant();
        // The cursor of the page that begins there: it is the one behind, 50 rows on.
        String query = cursorQuery(listing, toBegin);
        Bound last = boundAt(listing, middle + ROWS_A_PAGE);
        return List.of(
                new Wanted("first", "limit=50", Optional.empty(), LATEST, listing.leastId(), 0),
                new Wanted("by cursor", query, Optional.empty(), last.at(), last.id(), 0),
                new Wanted(
                        "of a range of dates",
                        toBegin + "&from_date=" + end.at().toInstant(),
                        Optional.of(end.at()),
                        begin.at(),
                        listing.leastId(),
                        0),
                new Wanted(
                        "at offset " + middle,
                        "limit=50&offset=" + middle,
                        Optional.empty(),
                        LATEST,
                        listing.leastId(),
                        middle));
    }

    private String cursorQuery(Listing listing, String query) {
        Answer first = get(HttpConnection.get(LISTS + listing.path() + "?" + query, partner.apiKey()));
        Matcher next = NEXT.matcher(first.link().orElseThrow());
        if (!next.matches()) {
            throw new IllegalStateException("no next page in " + first.link());
        }
        String path = next.group(1);
        return path.substring(path.indexOf('?') + 1);
    }

    private Bound boundAt(Listing listing, int offset) {
        try (Statement statement = jdbc.createStatement();
                ResultSet row = statement.executeQuery(listing.rowAt(partner.id(), offset))) {
            row.next();
            return new Bound(row.getString(1), row.getObject(2, OffsetDateTime.class));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a page over HTTP again and again. */
    Latencies ours(Listing listing, Wanted wanted, int times) {
        byte[] request = HttpConnection.get(LISTS + listing.path() + "?" + wanted.query(), partner.apiKey());
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            var _ = get(request);
            nanos[i] = System.nanoTime() - begin;
        }
        return Latencies.ofNanos(nanos);
    }

    private Answer get(byte[] request) {
        try {
            return http().exchange(request).require(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the same rows by one prepared statement, every column of them. */
    Latencies theirs(Listing listing, Wanted wanted, int times) {
        try (PreparedStatement statement = jdbc.prepareStatement(listing.statement())) {
            long[] nanos = new long[times];
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                int read = read(statement, wanted);
                nanos[i] = System.nanoTime() - begin;
                if (read != ROWS_A_PAGE) {
                    throw new IllegalStateException("a page has " + read + " rows");
                }
            }
            return Latencies.ofNanos(nanos);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int read(PreparedStatement statement, Wanted wanted) throws SQLException {
        statement.setString(1, partner.id());
        statement.setObject(2, wanted.from().orElse(EARLIEST));
        statement.setObject(3, wanted.before());
        statement.setString(4, wanted.beforeId());
        statement.setInt(5, wanted.offset());
        int read = 0;
        try (ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    var _ = row.getObject(column);
                }
                read++;
            }
        }
        return read;
    }

    /** Fails unless both read whole pages. */
    void requireWholePages(Listing listing, Wanted wanted) {
        Answer answer = get(HttpConnection.get(LISTS + listing.path() + "?" + wanted.query(), partner.apiKey()));
        int ours = Calls.json(answer.body()).path("data").size();
        if (ours != ROWS_A_PAGE) {
            throw new IllegalStateException(
                    "the page " + wanted.name() + " of " + listing.path() + " has " + ours + " rows");
        }
        var _ = theirs(listing, wanted, 1);
    }

    @Override
    public void close() {
        @Nullable HttpConnection made = http;
        try (jdbc;
                made) {
            server.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Bound(String id, OffsetDateTime at) {}
}

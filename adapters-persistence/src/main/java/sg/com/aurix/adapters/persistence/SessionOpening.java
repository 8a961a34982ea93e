package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.Sessions.Opening;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;

/** Opens or resumes the sessions of one batch of candidates, within one transaction. */
final class SessionOpening {
    /**
     * All that opening takes in one round trip, for candidates with different devices and different ids; nothing for a candidate whose
     * device another click claimed at this moment.
     *
     * <p>The row of a device is what clicks of it queue for: who changes it opens the session. Devices are claimed in one order, so
     * that two batches never wait for each other. A candidate whose device has a current session, or whose id is taken, claims
     * nothing and leaves no trace.
     *
     * <p>{@code LIMIT 1}, here and below, keeps PostgreSQL to one look-up in an index for each candidate. Without it, a plan that
     * was made while the tables were empty would read all of them for each click, until their statistics are made anew. What other
     * parts found is asked for by {@code IN}, and for once not by a join ({@code IS TRUE} keeps it from being made one): PostgreSQL
     * hashes that, where it would compare each candidate with each.
     */
    static final String OPEN = """
        WITH candidate AS MATERIALIZED (
            SELECT *
            FROM unnest(?) WITH ORDINALITY AS c (partner_id, device_id, correlation_id, channel_id, started_at, nr)
        ), resumed AS (
            SELECT c.nr, s.*
            FROM candidate c
            CROSS JOIN LATERAL (
                SELECT correlation_id
                FROM devices
                WHERE partner_id = c.partner_id AND device_id = c.device_id AND started_at >= ?
                LIMIT 1
            ) d
            CROSS JOIN LATERAL (
                SELECT correlation_id, channel_id, started_at, correlated_at
                FROM sessions
                WHERE partner_id = c.partner_id AND correlation_id = d.correlation_id
                LIMIT 1
            ) s
        ), taken AS (
            SELECT c.nr
            FROM candidate c
            CROSS JOIN LATERAL (
                SELECT FROM sessions WHERE lower(correlation_id) = lower(c.correlation_id) LIMIT 1
            ) s
        ), claimed AS (
            INSERT INTO devices (partner_id, device_id, correlation_id, started_at)
            SELECT c.partner_id, c.device_id, c.correlation_id, c.started_at
            FROM candidate c
            WHERE (c.nr IN (SELECT nr FROM resumed)) IS NOT TRUE AND (c.nr IN (SELECT nr FROM taken)) IS NOT TRUE
            ORDER BY c.partner_id, c.device_id
            ON CONFLICT (partner_id, device_id)
                DO UPDATE SET correlation_id = excluded.correlation_id, started_at = excluded.started_at
                WHERE devices.started_at < ?
            RETURNING correlation_id
        ), opened AS (
            INSERT INTO sessions (partner_id, correlation_id, channel_id, device_id, started_at)
            SELECT c.partner_id, c.correlation_id, c.channel_id, c.device_id, c.started_at
            FROM candidate c
            WHERE (c.correlation_id IN (SELECT correlation_id FROM claimed)) IS TRUE
            RETURNING correlation_id
        )
        SELECT 'OPENED' AS became, NULL AS nr, correlation_id, NULL AS channel_id, NULL AS started_at, NULL AS correlated_at
        FROM opened
        UNION ALL
        SELECT 'RESUMED', nr, correlation_id, channel_id, started_at, correlated_at FROM resumed
        UNION ALL
        SELECT 'ID_TAKEN', nr, NULL, NULL, NULL, NULL FROM taken
        """;

    /** A second look, after the wait for another click of the same device, at what that one committed. */
    static final String CURRENT = """
        SELECT s.*
        FROM unnest(?, ?) WITH ORDINALITY AS c (partner_id, device_id, nr)
        CROSS JOIN LATERAL (
            SELECT correlation_id
            FROM devices
            WHERE partner_id = c.partner_id AND device_id = c.device_id COLLATE "C"
            LIMIT 1
        ) d
        CROSS JOIN LATERAL (
            SELECT *
            FROM sessions
            WHERE partner_id = c.partner_id AND correlation_id = d.correlation_id
            LIMIT 1
        ) s
        ORDER BY c.nr
        """;

    private final Statements statements;
    private final Instant since;
    private final Map<Device, Session> current = new HashMap<>();

    SessionOpening(Statements statements, Instant since) {
        this.statements = statements;
        this.since = Times.ceiling(since);
    }

    /** Asks for one candidate of each device and of each id at a time: nearly always once, and then the others resume. */
    List<Opening> open(List<Session> candidates) {
        Opening[] openings = new Opening[candidates.size()];
        List<Integer> waiting = IntStream.range(0, openings.length).boxed().toList();
        while (!waiting.isEmpty()) {
            List<Integer> asked = new ArrayList<>();
            List<Integer> later = new ArrayList<>();
            Set<Device> devices = new HashSet<>();
            Set<String> ids = new HashSet<>();
            for (int i : waiting) {
                Session candidate = candidates.get(i);
                Device device = Device.of(candidate);
                @Nullable Session resumed = current.get(device);
                if (resumed != null) {
                    openings[i] = new Opening.Resumed(resumed);
                } else if (devices.add(device) && ids.add(candidate.id().folded())) {
                    asked.add(i);
                } else {
                    later.add(i);
                }
            }
            Iterator<Opening> answers =
                    ask(asked.stream().map(candidates::get).toList()).iterator();
            for (int i : asked) {
                Opening answer = answers.next();
                openings[i] = answer;
                sessionOf(answer).ifPresent(session -> current.put(Device.of(session), session));
            }
            waiting = later;
        }
        return List.of(openings);
    }

    private static Optional<Session> sessionOf(Opening opening) {
        return switch (opening) {
            case Opening.Opened opened -> Optional.of(opened.session());
            case Opening.Resumed resumed -> Optional.of(resumed.session());
            case Opening.IdTaken taken -> Optional.empty();
        };
    }

    private List<Opening> ask(List<Session> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Optional<Opening>> seen = seen(candidates);
        List<Session> outrun = IntStream.range(0, seen.size())
                .filter(i -> seen.get(i).isEmpty())
                .mapToObj(candidates::get)
                .toList();
        Iterator<Opening> resumed = resume(outrun).iterator();
        return seen.stream().map(opening -> opening.orElseGet(resumed::next)).toList();
    }

    /** What became of each candidate; none where another click claimed its device at this moment. */
    private List<Optional<Opening>> seen(List<Session> candidates) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            places.put(candidates.get(i).id().value(), i);
        }
        List<Optional<Opening>> seen = new ArrayList<>(Collections.nCopies(candidates.size(), Optional.empty()));
        for (Found found : openOrGiveUp(candidates, places)) {
            // A candidate that is resumed and has a taken id as well is resumed: nobody needs its id.
            if (seen.get(found.place()).isEmpty() || found.opening() instanceof Opening.Resumed) {
                seen.set(found.place(), Optional.of(found.opening()));
            }
        }
        return seen;
    }

    private List<Found> openOrGiveUp(List<Session> candidates, Map<String, Integer> places) {
        try {
            return statements.list(
                    OPEN,
                    parameters -> parameters
                            .rows(
                                    "session_candidate",
                                    candidates,
                                    (columns, session) -> columns.uuid(
                                                    session.partnerId().value())
                                            .text(session.deviceId().value())
                                            .text(session.id().value())
                                            .text(session.channelId().value())
                                            .instant(session.startedAt()))
                            .instant(since)
                            .instant(since),
                    row -> found(row, candidates, places));
        } catch (StatementFailedException e) {
            // The next run sees that the id is taken.
            throw e.isForTakenKey() ? new GivenUpException("a correlation id was taken at the same moment", e) : e;
        }
    }

    private static Found found(Row row, List<Session> candidates, Map<String, Integer> places) throws SQLException {
        return switch (Became.valueOf(row.text("became"))) {
            case OPENED -> {
                int place = Objects.requireNonNull(places.get(row.text("correlation_id")), "an id of ours");
                yield new Found(place, new Opening.Opened(candidates.get(place)));
            }
            case RESUMED -> {
                int place = place(row);
                yield new Found(place, resumed(row, candidates.get(place)));
            }
            case ID_TAKEN -> new Found(place(row), new Opening.IdTaken());
        };
    }

    private static int place(Row row) throws SQLException {
        return Math.toIntExact(row.number("nr")) - 1;
    }

    /** Resumes sessions that others opened since the first look; their devices are locked by now, so that they stay current. */
    private List<Opening> resume(List<Session> candidates) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        Iterator<Session> each = candidates.iterator();
        List<Opening> resumed = statements.list(
                CURRENT,
                parameters -> parameters
                        .uuids(candidates, session -> session.partnerId().value())
                        .texts(candidates, session -> session.deviceId().value()),
                row -> resumed(row, each.next()));
        if (resumed.size() != candidates.size()) {
            throw new IllegalStateException("a device has a current session that is not there");
        }
        return resumed;
    }

    private static Opening resumed(Row row, Session candidate) throws SQLException {
        return new Opening.Resumed(PostgresSessions.session(row, candidate.partnerId(), candidate.deviceId()));
    }

    /** What the statement says of a candidate. */
    private enum Became {
        OPENED,
        RESUMED,
        ID_TAKEN
    }

    /** @param place of the candidate in its list */
    private record Found(int place, Opening opening) {}

    private record Device(PartnerId partnerId, DeviceId deviceId) {
        static Device of(Session session) {
            return new Device(session.partnerId(), session.deviceId());
        }
    }
}

package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
     * All that opening takes in one round trip, for candidates with different devices and different ids.
     *
     * <p>The row of a device is what clicks of it queue for: who changes it opens the session. Devices are claimed in one order, so
     * that two batches never wait for each other. A candidate whose device has a current session, or whose id is taken, claims
     * nothing and leaves no trace.
     */
    private static final String OPEN = """
        WITH candidate AS (
            SELECT
                partner_id, device_id COLLATE "C" AS device_id, correlation_id COLLATE "C" AS correlation_id, channel_id,
                started_at, nr
            FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY
                AS c (partner_id, device_id, correlation_id, channel_id, started_at, nr)
        ), resumed AS (
            SELECT c.nr, s.correlation_id, s.channel_id, s.started_at, s.correlated_at
            FROM candidate c
            JOIN devices d ON d.partner_id = c.partner_id AND d.device_id = c.device_id AND d.started_at >= ?
            JOIN sessions s ON s.partner_id = d.partner_id AND s.correlation_id = d.correlation_id
        ), taken AS (
            SELECT c.nr
            FROM candidate c
            WHERE EXISTS (SELECT FROM sessions s WHERE lower(s.correlation_id) = lower(c.correlation_id))
        ), claimed AS (
            INSERT INTO devices (partner_id, device_id, correlation_id, started_at)
            SELECT c.partner_id, c.device_id, c.correlation_id, c.started_at
            FROM candidate c
            WHERE NOT EXISTS (SELECT FROM resumed r WHERE r.nr = c.nr)
                AND NOT EXISTS (SELECT FROM taken t WHERE t.nr = c.nr)
            ORDER BY c.partner_id, c.device_id
            ON CONFLICT (partner_id, device_id)
                DO UPDATE SET correlation_id = excluded.correlation_id, started_at = excluded.started_at
                WHERE devices.started_at < ?
            RETURNING correlation_id
        ), opened AS (
            INSERT INTO sessions (partner_id, correlation_id, channel_id, device_id, started_at)
            SELECT c.partner_id, c.correlation_id, c.channel_id, c.device_id, c.started_at
            FROM candidate c
            JOIN claimed USING (correlation_id)
            ON CONFLICT DO NOTHING
            RETURNING correlation_id
        )
        SELECT
            CASE
                WHEN r.nr IS NOT NULL THEN 'RESUMED'
                WHEN t.nr IS NOT NULL THEN 'ID_TAKEN'
                WHEN o.correlation_id IS NOT NULL THEN 'OPENED'
                WHEN d.correlation_id IS NOT NULL THEN 'ID_TAKEN_MEANWHILE'
                ELSE 'DEVICE_CLAIMED_MEANWHILE'
            END AS became,
            r.correlation_id, r.channel_id, r.started_at, r.correlated_at
        FROM candidate c
        LEFT JOIN resumed r USING (nr)
        LEFT JOIN taken t USING (nr)
        LEFT JOIN claimed d ON d.correlation_id = c.correlation_id
        LEFT JOIN opened o ON o.correlation_id = c.correlation_id
        ORDER BY c.nr
        """;

    /** A second look, after the wait for another click of the same device, at what that one committed. */
    private static final String CURRENT = """
        SELECT s.*
        FROM unnest(?, ?) WITH ORDINALITY AS c (partner_id, device_id, nr)
        JOIN devices d ON d.partner_id = c.partner_id AND d.device_id = c.device_id COLLATE "C"
        JOIN sessions s ON s.partner_id = d.partner_id AND s.correlation_id = d.correlation_id
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
        Iterator<Session> each = candidates.iterator();
        List<Optional<Opening>> seen = statements.list(
                OPEN,
                parameters -> parameters
                        .uuids(candidates, session -> session.partnerId().value())
                        .texts(candidates, session -> session.deviceId().value())
                        .texts(candidates, session -> session.id().value())
                        .texts(candidates, session -> session.channelId().value())
                        .instants(candidates, Session::startedAt)
                        .instant(since)
                        .instant(since),
                row -> opening(row, each.next()));
        List<Session> outrun = IntStream.range(0, seen.size())
                .filter(i -> seen.get(i).isEmpty())
                .mapToObj(candidates::get)
                .toList();
        Iterator<Opening> resumed = resume(outrun).iterator();
        return seen.stream().map(opening -> opening.orElseGet(resumed::next)).toList();
    }

    /** What became of a candidate; none where another click claimed its device at this moment. */
    private static Optional<Opening> opening(Row row, Session candidate) throws SQLException {
        return switch (Became.valueOf(row.text("became"))) {
            case RESUMED -> Optional.of(resumed(row, candidate));
            case OPENED -> Optional.of(new Opening.Opened(candidate));
            case ID_TAKEN -> Optional.of(new Opening.IdTaken());
            // The device is claimed for a session that is not there. The next run sees that the id is taken.
            case ID_TAKEN_MEANWHILE -> throw new GivenUpException("a correlation id was taken at the same moment");
            case DEVICE_CLAIMED_MEANWHILE -> Optional.empty();
        };
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
        RESUMED,
        OPENED,
        ID_TAKEN,
        ID_TAKEN_MEANWHILE,
        DEVICE_CLAIMED_MEANWHILE
    }

    private record Device(PartnerId partnerId, DeviceId deviceId) {
        static Device of(Session session) {
            return new Device(session.partnerId(), session.deviceId());
        }
    }
}

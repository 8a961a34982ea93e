package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.tracking.Click;

/**
 * A click and what came of its session.
 *
 * @param correlatedAt when the session was linked to a conversation
 * @param leadType what the lead of that conversation has in its field {@code lead_type} (API-7)
 */
public record AttributionRow(Click click, Optional<Instant> correlatedAt, Optional<String> leadType) {
    /** Where in the attribution log this row stands. */
    public Position position() {
        return new Position(click.clickedAt(), click.id().value().toString());
    }
}

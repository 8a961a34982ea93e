package sg.com.aurix.application.port;

import java.util.Optional;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.tracking.Click;

/**
 * A lead and the click that brought it.
 *
 * @param firstClick the click that began the session the lead is linked to: its earliest, ties broken by the lesser id; none where
 *     there was no click
 */
public record LeadRow(Lead lead, Optional<Click> firstClick) {
    /** Where in the list of leads this row stands. */
    public Position position() {
        return new Position(lead.createdAt(), lead.id().toString());
    }
}

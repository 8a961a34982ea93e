package sg.com.aurix.application.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of a list that is newest first are wanted (API-4, API-5).
 *
 * @param limit the most rows to return, 1 or greater
 * @param offset how many matching rows to pass over, 0 or greater
 * @param from only rows created then or later
 * @param to only rows created before then
 * @param after only rows behind this one in the list's order
 */
public record PageRequest(
        int limit, long offset, Optional<Instant> from, Optional<Instant> to, Optional<Position> after) {
    public PageRequest {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit must be 1 or more and offset 0 or more");
        }
    }

    /** The first rows, without any condition. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This request for another number of rows. */
    public PageRequest withLimit(int newLimit) {
        return new PageRequest(newLimit, offset, from, to, after);
    }
}

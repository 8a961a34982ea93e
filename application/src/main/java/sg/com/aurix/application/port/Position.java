package sg.com.aurix.application.port;

import java.time.Instant;

/**
 * Where a row stands in a list that is newest first.
 *
 * @param createdAt when the row was created, in microseconds
 * @param id the row's id, which breaks ties
 */
public record Position(Instant createdAt, String id) {}

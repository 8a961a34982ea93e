package sg.com.aurix.adapters.persistence;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;

/**
 * Where a page begins and ends in the order of an index on time and id.
 *
 * <p>Both upper bounds of a request, {@code to} and {@code after}, become one: with two, PostgreSQL could begin to read at the
 * looser one and pass over every row between them.
 *
 * @param from only rows created then or later
 * @param before only rows before this time, and of this time those with an id before {@code beforeId}
 */
record PageBounds<I>(Instant from, Instant before, I beforeId) {
    /**
     * The bounds of a request.
     *
     * @param leastId an id that is not greater than any
     * @param idOf reads the id of a position
     */
    static <I> PageBounds<I> of(PageRequest request, I leastId, Function<String, I> idOf) {
        Instant from = request.from().map(Times::ceiling).orElse(Instant.MIN);
        Instant to = request.to().map(Times::ceiling).orElse(Instant.MAX);
        Optional<Position> after =
                request.after().filter(position -> position.createdAt().isBefore(to));
        return after.map(position -> new PageBounds<>(from, position.createdAt(), idOf.apply(position.id())))
                .orElseGet(() -> new PageBounds<>(from, to, leastId));
    }
}

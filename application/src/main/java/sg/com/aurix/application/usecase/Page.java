package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;

/**
 * Rows of a list that is newest first.
 *
 * @param next the position behind which the following page begins; none where this page is the last
 */
public record Page<T>(List<T> rows, Optional<Position> next) {
    public Page {
        rows = List.copyOf(rows);
    }

    /** Reads one row more than wanted, to know whether there is a following page. */
    static <T> Page<T> read(
            PageRequest request, Function<PageRequest, List<T>> reader, Function<T, Position> positionOf) {
        List<T> read = reader.apply(request.withLimit(request.limit() + 1));
        if (read.size() <= request.limit()) {
            return new Page<>(read, Optional.empty());
        }
        List<T> rows = read.subList(0, request.limit());
        return new Page<>(rows, Optional.of(positionOf.apply(rows.get(rows.size() - 1))));
    }
}

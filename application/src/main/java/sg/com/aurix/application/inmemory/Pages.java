package sg.com.aurix.application.inmemory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;

/** Cuts a page out of rows. */
final class Pages {
    private Pages() {}

    /** @param ids how the ids of these rows compare */
    static <T> List<T> cut(
            Stream<T> rows, Function<T, Position> positionOf, Comparator<String> ids, PageRequest request) {
        Comparator<Position> newestFirst = Comparator.comparing(Position::createdAt)
                .thenComparing(Position::id, ids)
                .reversed();
        return rows.filter(row -> isWanted(positionOf.apply(row), newestFirst, request))
                .sorted(Comparator.comparing(positionOf, newestFirst))
                .skip(request.offset())
                .limit(request.limit())
                .toList();
    }

    private static boolean isWanted(Position row, Comparator<Position> newestFirst, PageRequest request) {
        Instant createdAt = row.createdAt();
        return request.from().filter(createdAt::isBefore).isEmpty()
                && request.to().filter(to -> !createdAt.isBefore(to)).isEmpty()
                && request.after()
                        .filter(after -> newestFirst.compare(row, after) <= 0)
                        .isEmpty();
    }
}

package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;

/**
 * What the pages of any list must be (API-4, API-5).
 *
 * @param expected all rows of the list in their order, at least six, not all of one moment
 * @param list reads a page
 * @param positionOf where a row stands
 */
record Paging<T>(List<T> expected, Function<PageRequest, List<T>> list, Function<T, Position> positionOf) {
    void assertAll() {
        assertThat(list.apply(PageRequest.first(500))).isEqualTo(expected);
        assertLimitAndOffset();
        assertCursor();
        assertDates();
    }

    private void assertLimitAndOffset() {
        int size = expected.size();
        assertThat(list.apply(PageRequest.first(2))).isEqualTo(expected.subList(0, 2));
        assertThat(list.apply(page(2, 3, Optional.empty()))).isEqualTo(expected.subList(3, 5));
        assertThat(list.apply(page(500, size - 1, Optional.empty()))).isEqualTo(expected.subList(size - 1, size));
        assertThat(list.apply(page(500, size, Optional.empty()))).isEmpty();
    }

    private void assertCursor() {
        List<T> read = new ArrayList<>();
        Optional<Position> after = Optional.empty();
        List<T> page = list.apply(page(2, 0, after));
        while (!page.isEmpty() && read.size() < expected.size()) {
            read.addAll(page);
            after = Optional.of(positionOf.apply(page.get(page.size() - 1)));
            page = list.apply(page(2, 0, after));
        }
        assertThat(read).as("pages of two behind each other").isEqualTo(expected);
        assertThat(page).as("the page behind the last").isEmpty();
    }

    private void assertDates() {
        Position newest = positionOf.apply(expected.get(0));
        Position oldest = positionOf.apply(expected.get(expected.size() - 1));
        assertThat(list.apply(between(Optional.of(newest), Optional.empty())))
                .isEqualTo(expected.stream()
                        .filter(row -> positionOf.apply(row).createdAt().equals(newest.createdAt()))
                        .toList());
        assertThat(list.apply(between(Optional.empty(), Optional.of(newest))))
                .isEqualTo(expected.stream()
                        .filter(row -> positionOf.apply(row).createdAt().isBefore(newest.createdAt()))
                        .toList());
        assertThat(list.apply(between(Optional.of(oldest), Optional.empty()))).isEqualTo(expected);
        assertThat(list.apply(between(Optional.empty(), Optional.of(oldest)))).isEmpty();
        assertThat(list.apply(between(Optional.of(newest), Optional.of(oldest))))
                .isEmpty();
    }

    private static PageRequest page(int limit, long offset, Optional<Position> after) {
        return new PageRequest(limit, offset, Optional.empty(), Optional.empty(), after);
    }

    private static PageRequest between(Optional<Position> from, Optional<Position> to) {
        return new PageRequest(500, 0, from.map(Position::createdAt), to.map(Position::createdAt), Optional.empty());
    }
}

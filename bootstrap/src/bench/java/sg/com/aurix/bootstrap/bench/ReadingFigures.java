package sg.com.aurix.bootstrap.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.bootstrap.bench.Listing.Wanted;
import sg.com.aurix.bootstrap.figures.Bar;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;

/** {@code reading}: how long a page of 50 takes, beside the same rows by one prepared statement, and as the lists grow. */
final class ReadingFigures {
    private static final int PAGES_A_ROUND = 200;

    /** Of those that take the longer the longer the list is. */
    private static final int OFFSET_PAGES_A_ROUND = 10;

    /** Those that are to be quick however long the list is. */
    private static final Set<String> WITH_A_BAR = Set.of("first", "by cursor");

    private final Settings settings;

    private ReadingFigures(Settings settings) {
        this.settings = settings;
    }

    static List<Figure> measure(Bench bench) {
        List<Shelf> shelves = new ArrayList<>();
        try {
            for (int rows : bench.settings().rows()) {
                shelves.add(Shelf.of(bench, rows));
            }
            return new ReadingFigures(bench.settings()).measure(shelves);
        } finally {
            shelves.forEach(shelf -> {
                shelf.close();
                bench.drop("reading_" + shelf.rows());
            });
        }
    }

    private List<Figure> measure(List<Shelf> shelves) {
        Map<Page, Measured> pages = new LinkedHashMap<>();
        for (Listing listing : Listing.values()) {
            for (Shelf shelf : shelves) {
                for (Wanted wanted : shelf.pages(listing)) {
                    shelf.requireWholePages(listing, wanted);
                    pages.put(new Page(listing, shelf, wanted), new Measured());
                }
            }
        }
        warmUp(pages.keySet());
        for (int round = 0; round < settings.rounds(); round++) {
            pages.forEach((page, measured) -> {
                int count = page.hasOffset() ? OFFSET_PAGES_A_ROUND : PAGES_A_ROUND;
                measured.ours.add(
                        page.shelf().ours(page.listing(), page.wanted(), count).percentileMillis(50));
                measured.theirs.add(page.shelf()
                        .theirs(page.listing(), page.wanted(), count)
                        .percentileMillis(50));
            });
            Bench.say("  round " + (round + 1) + " of " + settings.rounds());
        }
        List<Figure> figures = new ArrayList<>();
        pages.forEach((page, measured) -> figures.add(page.besideJdbc(measured)));
        pages.forEach((page, measured) -> page.besideShortest(measured, pages).ifPresent(figures::add));
        return figures;
    }

    /** Each list has a server of its own, and so a time of its own; what takes long warms nothing up that the rest does not. */
    private void warmUp(Set<Page> pages) {
        pages.stream().filter(Page::hasOffset).forEach(page -> page.read(1));
        for (Shelf shelf : pages.stream().map(Page::shelf).distinct().toList()) {
            List<Page> quick = pages.stream()
                    .filter(page -> page.shelf().equals(shelf) && !page.hasOffset())
                    .toList();
            long end = System.nanoTime() + settings.warmUp().toNanos();
            do {
                quick.forEach(page -> page.read(10));
            } while (System.nanoTime() < end);
        }
    }

    private static final class Measured {
        private final Rounds.Gathering ours = new Rounds.Gathering();
        private final Rounds.Gathering theirs = new Rounds.Gathering();
    }

    private record Page(Listing listing, Shelf shelf, Wanted wanted) {
        boolean hasOffset() {
            return wanted.offset() > 0;
        }

        Figure besideJdbc(Measured measured) {
            String name = "%s, page %s, %,d rows, p50".formatted(listing.path(), wanted.name(), shelf.rows());
            String peer = "JDBC, the same rows";
            Rounds ours = measured.ours.rounds();
            Rounds theirs = measured.theirs.rounds();
            return WITH_A_BAR.contains(wanted.name())
                    ? Figure.of(name, "ms", ours, peer, theirs, Bar.atMost(2.0))
                    : Figure.told(name, "ms", ours, peer, theirs);
        }

        void read(int count) {
            var _ = shelf.ours(listing, wanted, count);
            var _ = shelf.theirs(listing, wanted, count);
        }

        /** The same page of a longer list beside that of the shortest. */
        Optional<Figure> besideShortest(Measured measured, Map<Page, Measured> pages) {
            return pages.entrySet().stream()
                    .filter(other -> other.getKey().listing == listing
                            && other.getKey().wanted.name().equals(wanted.name())
                            && WITH_A_BAR.contains(wanted.name())
                            && other.getKey().shelf.rows() < shelf.rows())
                    .findFirst()
                    .map(shortest -> Figure.of(
                            "%s, page %s, %,d rows, p50".formatted(listing.path(), wanted.name(), shelf.rows()),
                            "ms",
                            measured.ours.rounds(),
                            "ours, %,d rows".formatted(shortest.getKey().shelf.rows()),
                            shortest.getValue().ours.rounds(),
                            Bar.atMost(1.2)));
        }
    }
}

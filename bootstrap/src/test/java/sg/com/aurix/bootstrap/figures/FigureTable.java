package sg.com.aurix.bootstrap.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures as a table in Markdown, its columns aligned so that it reads well in a terminal too. */
public final class FigureTable {
    private static final List<String> HEAD =
            List.of("figure", "ours", "limit or peer", "its figure", "ratio", "bar", "met");

    private final List<Figure> figures;

    public FigureTable(List<Figure> figures) {
        this.figures = List.copyOf(figures);
    }

    /** The table, each line ended. */
    public String markdown() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        figures.forEach(figure -> rows.add(cells(figure)));
        List<Integer> widths = IntStream.range(0, HEAD.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
        StringBuilder table = new StringBuilder(line(rows.getFirst(), widths));
        table.append(widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.stream().skip(1).forEach(row -> table.append(line(row, widths)));
        return table.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths.get(column) - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static List<String> cells(Figure figure) {
        return List.of(
                figure.name(),
                value(figure.ours(), figure.unit()),
                figure.peer(),
                value(figure.theirs(), figure.unit()),
                String.format(Locale.ROOT, "%.2f ×", figure.ratio()),
                figure.bar().map(Bar::toString).orElse("–"),
                figure.met());
    }

    private static String value(Rounds rounds, String unit) {
        String median = number(rounds.median()) + " " + unit;
        return rounds.values().size() == 1
                ? median
                : median + " (" + number(rounds.least()) + "–" + number(rounds.greatest()) + ")";
    }

    /** Three digits that mean something, and thousands apart. */
    static String number(double value) {
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value);
    }
}

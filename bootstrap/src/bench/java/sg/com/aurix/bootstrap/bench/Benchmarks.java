package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.FigureTable;

/** The program: measures what it is told to, or everything, prints one table and keeps it as Markdown below {@code target}. */
final class Benchmarks {
    private static final Map<String, Function<Bench, List<Figure>>> ALL = all();

    private Benchmarks() {}

    private static Map<String, Function<Bench, List<Figure>>> all() {
        Map<String, Function<Bench, List<Figure>>> all = new LinkedHashMap<>();
        all.put("clicks", ClickFigures::measure);
        all.put("delivery", DeliveryFigures::measure);
        all.put("latency", LatencyFigures::measure);
        all.put("reading", ReadingFigures::measure);
        all.put("parts", PartsFigures::measure);
        all.put("start", StartFigures::measure);
        all.put("growth", GrowthFigures::measure);
        all.put("nodes", NodesFigures::measure);
        all.put("soak", SoakFigures::measure);
        return all;
    }

    /**
     * Measures.
     *
     * @param args names of figures, separated by commas or spaces; none for all
     */
    public static void main(String[] args) {
        List<String> wanted = List.of(String.join(",", args).split("[, ]+", -1)).stream()
                .filter(name -> !name.isBlank())
                .toList();
        List<String> unknown =
                wanted.stream().filter(name -> !ALL.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println("There is no figure " + String.join(", ", unknown) + "; there are " + ALL.keySet());
            System.exit(2);
        }
        try {
            measure(wanted.isEmpty() ? List.copyOf(ALL.keySet()) : wanted);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
        // Clients that are of no use any more have threads that would go on.
        System.exit(0);
    }

    private static void measure(List<String> names) {
        List<Figure> figures = new ArrayList<>();
        try (Bench bench = Bench.start(Settings.ofSystemProperties())) {
            String machine = Machine.description(bench.database("postgres"));
            ALL.forEach((name, measurement) -> {
                if (names.contains(name)) {
                    Bench.say(name);
                    figures.addAll(measurement.apply(bench));
                    // After each: a long run that is stopped leaves what it had.
                    keep(bench.folder(), machine, figures);
                }
            });
            System.out.println();
            System.out.println(machine);
            System.out.println();
            System.out.println(new FigureTable(figures).markdown());
            System.out.println("Kept in " + bench.folder().resolve("benchmarks.md"));
        }
    }

    private static void keep(Path folder, String machine, List<Figure> figures) {
        try {
            Files.writeString(folder.resolve("benchmarks.md"), machine + "\n\n" + new FigureTable(figures).markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

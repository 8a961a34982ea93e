package sg.com.aurix.bootstrap.figures;

import java.util.ArrayList;
import java.util.List;

/** What some rounds of one measurement gave: the median counts, and the least and greatest say how far to trust it. */
public record Rounds(List<Double> values) {
    public Rounds {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one round");
        }
        values = List.copyOf(values);
    }

    /** The rounds of a measurement that was made once. */
    public static Rounds once(double value) {
        return new Rounds(List.of(value));
    }

    /** The middle value, or halfway between the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The least value. */
    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest value. */
    public double greatest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Gathers the rounds of a measurement as they come. */
    public static final class Gathering {
        private final List<Double> values = new ArrayList<>();

        /** Adds a round. */
        public void add(double value) {
            values.add(value);
        }

        /** The rounds so far. */
        public Rounds rounds() {
            return new Rounds(values);
        }
    }
}

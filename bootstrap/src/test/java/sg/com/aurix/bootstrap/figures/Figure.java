package sg.com.aurix.bootstrap.figures;

import java.util.Optional;

/**
 * Something measured of ours beside its limit or peer, measured in the same run.
 *
 * @param name what was measured
 * @param unit of both, such as {@code clicks/s} or {@code ms}
 * @param peer what it is compared with, in a few words
 * @param bar none where it is only told
 */
public record Figure(String name, String unit, Rounds ours, String peer, Rounds theirs, Optional<Bar> bar) {
    /** A figure with a bar. */
    public static Figure of(String name, String unit, Rounds ours, String peer, Rounds theirs, Bar bar) {
        return new Figure(name, unit, ours, peer, theirs, Optional.of(bar));
    }

    /** A figure without one. */
    public static Figure told(String name, String unit, Rounds ours, String peer, Rounds theirs) {
        return new Figure(name, unit, ours, peer, theirs, Optional.empty());
    }

    /** Ours by theirs, of the medians. */
    public double ratio() {
        return ours.median() / theirs.median();
    }

    /** {@code yes}, {@code no}, or a dash where there is no bar. */
    public String met() {
        return bar.map(known -> known.isMetBy(ratio()) ? "yes" : "no").orElse("–");
    }
}

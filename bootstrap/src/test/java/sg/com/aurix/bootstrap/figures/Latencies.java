package sg.com.aurix.bootstrap.figures;

import java.time.Duration;
import java.util.Arrays;

/** How long some calls took. */
public final class Latencies {
    private static final double NANOS_A_MILLISECOND = 1e6;

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    /** Latencies in nanoseconds, in any order; at least one. */
    public static Latencies ofNanos(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("there must be at least one call");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /** How many calls there were. */
    public int count() {
        return sorted.length;
    }

    /**
     * The least latency that so many percent of the calls did not exceed (the nearest rank, so always one that was measured).
     *
     * @param percent more than 0 and at most 100
     */
    public Duration percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile is more than 0 and at most 100");
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return Duration.ofNanos(sorted[rank - 1]);
    }

    /** The same in milliseconds, with fractions. */
    public double percentileMillis(double percent) {
        return percentile(percent).toNanos() / NANOS_A_MILLISECOND;
    }
}

package sg.com.aurix.bootstrap.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured: the system properties {@code bench.*}.
 *
 * @param warmUp how long each contender runs before anything of it counts
 * @param round how long a round lasts
 * @param rounds how many rounds each contender gets
 * @param rows the sizes of the lists that pages are read of
 * @param history how many clicks there are before {@code growth} begins
 * @param soak how long the soak lasts
 * @param jvm further options of the servers' JVMs, ours and the bare one alike
 */
record Settings(
        Duration warmUp, Duration round, int rounds, List<Integer> rows, int history, Duration soak, List<String> jvm) {

    /** What the build hands over, which knows what counts where nothing is given. */
    static Settings ofSystemProperties() {
        return new Settings(
                Duration.ofSeconds(number("bench.warmup")),
                Duration.ofSeconds(number("bench.round")),
                number("bench.rounds"),
                words(System.getProperty("bench.rows", "").split("[, ]", -1)).stream()
                        .map(Integer::valueOf)
                        .toList(),
                number("bench.history"),
                Duration.ofMinutes(number("bench.soak.minutes")),
                // An option may hold commas.
                words(System.getProperty("bench.jvm", "").split(" ", -1)));
    }

    private static int number(String name) {
        return Integer.parseInt(System.getProperty(name, ""));
    }

    private static List<String> words(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isBlank()).toList();
    }
}

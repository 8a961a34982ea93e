package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sg.com.aurix.bootstrap.figures.Latencies;

/** The limit of a click: PostgreSQL's own load generator writing the same rows, each click in a transaction of its own. */
final class Pgbench {
    private static final int CLIENTS = 32;
    private static final int THREADS = 2;
    private static final long NANOS_A_MICROSECOND = 1000;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

    private final Program program = Program.pgbench();
    private final Bench bench;
    private final Database database;
    private final Path script;

    /** @param script a resource of the suite */
    Pgbench(Bench bench, Database database, String script) {
        this.bench = bench;
        this.database = database;
        this.script = Resources.copy(script, bench.folder());
    }

    /** Clicks for that long, as fast as it goes; how many a second. */
    double clicksASecond(Duration time) {
        return Double.parseDouble(group(RATE, run(time, List.of())));
    }

    /** Clicks so many times a second, at random moments; how long each took from the moment on when it was to begin. */
    Latencies latenciesAt(double clicksASecond, Duration time) {
        Path folder = bench.emptyFolder("pgbench");
        run(time, List.of("--rate=" + clicksASecond, "--log", "--log-prefix=" + folder.resolve("transactions")));
        try (Stream<Path> logs = Files.list(folder)) {
            List<Long> nanos = new ArrayList<>();
            for (Path log : logs.toList()) {
                for (String line : Files.readAllLines(log)) {
                    // client, number, microseconds, script, time, lag, ...
                    nanos.add(Long.parseLong(line.split(" ", -1)[2]) * NANOS_A_MICROSECOND);
                }
            }
            return Latencies.ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(Duration time, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + CLIENTS,
                "--jobs=" + THREADS,
                "--time=" + time.toSeconds(),
                "--file=" + script));
        arguments.addAll(more);
        String output = program.run(bench.folder(), database.forPrograms(), arguments, time.toSeconds() + 60);
        if (!"0".equals(group(FAILED, output))) {
            throw new IllegalStateException("some transactions failed:\n" + output);
        }
        return output;
    }

    private static String group(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench says:\n" + output);
        }
        return matcher.group(1);
    }
}

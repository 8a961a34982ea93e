package sg.com.aurix.bootstrap.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sg.com.aurix.bootstrap.system.TestPartner;

/** Clicks of as many new devices as can be had, each on a page of its own, by {@code wrk} and {@code bench/click.lua}. */
final class Wrk {
    private static final int THREADS = 2;
    private static final Pattern SUMMARY =
            Pattern.compile("BENCH requests=(\\d+) micros=(\\d+) refused=(\\d+) broken=(\\d+)");

    private final Program program = Program.wrk();
    private final Bench bench;
    private final Path script;

    Wrk(Bench bench) {
        this.bench = bench;
        this.script = Resources.copy("click.lua", bench.folder());
    }

    /**
     * Clicks for that long; how many clicks a second were acknowledged. Those that were refused, as an overloaded server does, do not
     * count.
     *
     * @throws IllegalStateException if one was acknowledged and is not in the database
     */
    double clicksASecond(AurixUnderTest server, TestPartner partner, int connections, Duration time) {
        long before = count(server, partner);
        Outcome outcome = run(server.url(), partner, connections, time);
        long kept = count(server, partner) - before;
        // What was under way when wrk stopped may be there as well.
        if (kept < outcome.acknowledged() || kept > outcome.acknowledged() + connections) {
            throw new IllegalStateException(outcome.acknowledged() + " clicks were acknowledged and " + kept + " kept");
        }
        return outcome.perSecond();
    }

    /** As above, without looking into the database. */
    Outcome run(String url, TestPartner partner, int connections, Duration time) {
        String output = program.run(
                bench.folder(),
                Map.of(
                        "BENCH_WIDGET_TOKEN", partner.widgetToken(),
                        "BENCH_SEED", Long.toString(ThreadLocalRandom.current().nextInt(1 << 30))),
                List.of(
                        "-t" + THREADS,
                        "-c" + connections,
                        "-d" + time.toSeconds() + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        script.toString(),
                        url),
                time.toSeconds() + 60);
        Matcher summary = SUMMARY.matcher(output);
        if (!summary.find()) {
            throw new IllegalStateException("wrk says:\n" + output);
        }
        if (!"0".equals(summary.group(4))) {
            throw new IllegalStateException("connections broke:\n" + output);
        }
        long refused = Long.parseLong(summary.group(3));
        if (refused > 0) {
            Bench.say("  refused: " + refused + " of " + summary.group(1));
        }
        return new Outcome(Long.parseLong(summary.group(1)) - refused, Long.parseLong(summary.group(2)));
    }

    private static long count(AurixUnderTest server, TestPartner partner) {
        return server.database().number("SELECT count(*) FROM clicks WHERE partner_id = '" + partner.id() + "'");
    }

    record Outcome(long acknowledged, long micros) {
        double perSecond() {
            return acknowledged * 1e6 / micros;
        }
    }
}

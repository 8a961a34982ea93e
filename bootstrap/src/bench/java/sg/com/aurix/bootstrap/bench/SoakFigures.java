package sg.com.aurix.bootstrap.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Latencies;
import sg.com.aurix.bootstrap.figures.Rounds;
import sg.com.aurix.bootstrap.system.TestPartner;

/** {@code soak}: memory, files and p99 in the last part of a long run at a steady rate, beside the first part after the warm-up. */
final class SoakFigures {
    private static final double CLICKS_A_SECOND = 500;
    private static final int PARTS = 10;
    private static final double MIB = 1024.0 * 1024;

    private SoakFigures() {}

    static List<Figure> measure(Bench bench) {
        Settings settings = bench.settings();
        Duration part = settings.soak().dividedBy(PARTS);
        try (CountingListener listener = new CountingListener();
                AurixUnderTest server = AurixUnderTest.start(bench, bench.emptyDatabase("soak"))) {
            TestPartner partner = server.newPartner();
            partner.listenAt(listener.url());
            PacedClicks clicks = new PacedClicks(server, partner);
            var _ = clicks.latenciesAt(CLICKS_A_SECOND, settings.warmUp());
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < PARTS; i++) {
                parts.add(part(server, clicks, part));
                Bench.say("  " + parts.getLast());
            }
            Part first = parts.getFirst();
            Part last = parts.getLast();
            String name = "after %d minutes at %.0f clicks/s, each delivered: "
                    .formatted(settings.soak().toMinutes(), CLICKS_A_SECOND);
            return List.of(
                    told(name + "memory", "MiB", last.memoryMib(), first.memoryMib()),
                    told(name + "click p99", "ms", last.p99Millis(), first.p99Millis()),
                    told(name + "database a click", "bytes", last.bytesAClick(), first.bytesAClick()),
                    told(name + "queue of deliveries", "MiB", last.queueMib(), first.queueMib()));
        } finally {
            bench.drop("soak");
        }
    }

    private static Figure told(String name, String unit, double last, double first) {
        return Figure.told(name, unit, Rounds.once(last), "in its first tenth", Rounds.once(first));
    }

    private static Part part(AurixUnderTest server, PacedClicks clicks, Duration time) {
        Latencies latencies = clicks.latenciesAt(CLICKS_A_SECOND, time);
        double memory = server.memoryMib();
        server.drain();
        Database database = server.database();
        return new Part(
                memory,
                latencies.percentileMillis(99),
                (double) database.number("SELECT pg_database_size(current_database())")
                        / database.number("SELECT count(*) FROM clicks"),
                database.number("SELECT pg_total_relation_size('deliveries')") / MIB);
    }

    private record Part(double memoryMib, double p99Millis, double bytesAClick, double queueMib) {}
}

package sg.com.aurix.bootstrap.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;
import sg.com.aurix.bootstrap.system.TestPartner;

/** {@code nodes}: two servers on one database beside one, with as many connections over all. */
final class NodesFigures {
    private static final int CONNECTIONS = 64;

    private final Settings settings;
    private final Wrk wrk;
    private final AurixUnderTest first;
    private final AurixUnderTest second;
    private final TestPartner partner;

    private NodesFigures(Bench bench, AurixUnderTest first, AurixUnderTest second) {
        this.settings = bench.settings();
        this.wrk = new Wrk(bench);
        this.first = first;
        this.second = second;
        this.partner = first.newPartner();
    }

    static List<Figure> measure(Bench bench) {
        Database database = bench.emptyDatabase("nodes");
        try (AurixUnderTest first = AurixUnderTest.start(bench, database);
                AurixUnderTest second = AurixUnderTest.start(bench, database)) {
            return new NodesFigures(bench, first, second).measure();
        } finally {
            bench.drop("nodes");
        }
    }

    private List<Figure> measure() {
        var _ = one(first);
        var _ = one(second);
        var _ = wrk.run(first.url(), partner, CONNECTIONS, settings.warmUp());
        var _ = wrk.run(second.url(), partner, CONNECTIONS, settings.warmUp());
        Rounds.Gathering both = new Rounds.Gathering();
        Rounds.Gathering alone = new Rounds.Gathering();
        for (int round = 0; round < settings.rounds(); round++) {
            both.add(both());
            alone.add(one(first));
        }
        return List.of(Figure.told(
                "clicks, two servers on one database",
                "clicks/s",
                both.rounds(),
                "one of them, as many connections",
                alone.rounds()));
    }

    private double one(AurixUnderTest server) {
        settle();
        double rate =
                wrk.run(server.url(), partner, CONNECTIONS, settings.round()).perSecond();
        Bench.say("  one: " + Math.round(rate) + " clicks/s");
        return rate;
    }

    private double both() {
        settle();
        CompletableFuture<Double> ofSecond =
                CompletableFuture.supplyAsync(() -> wrk.run(second.url(), partner, CONNECTIONS / 2, settings.round())
                        .perSecond());
        double ofFirst =
                wrk.run(first.url(), partner, CONNECTIONS / 2, settings.round()).perSecond();
        double rate = ofFirst + ofSecond.join();
        Bench.say("  two: " + Math.round(rate) + " clicks/s");
        return rate;
    }

    private void settle() {
        first.drain();
        first.database().settle();
    }
}

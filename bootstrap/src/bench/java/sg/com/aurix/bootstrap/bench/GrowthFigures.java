package sg.com.aurix.bootstrap.bench;

import java.util.List;
import sg.com.aurix.bootstrap.figures.Bar;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;
import sg.com.aurix.bootstrap.system.TestPartner;

/** {@code growth}: clicks a second where there have been millions, beside empty tables. */
final class GrowthFigures {
    private static final int CONNECTIONS = 64;

    private GrowthFigures() {}

    static List<Figure> measure(Bench bench) {
        Settings settings = bench.settings();
        Wrk wrk = new Wrk(bench);
        try (AurixUnderTest grown = AurixUnderTest.start(bench, bench.emptyDatabase("growth_grown"));
                AurixUnderTest empty = AurixUnderTest.start(bench, bench.emptyDatabase("growth_empty"))) {
            new Seed(grown.database(), grown.newPartner()).clicksAndEvents(settings.history());
            TestPartner ofGrown = grown.newPartner();
            TestPartner ofEmpty = empty.newPartner();
            var _ = wrk.clicksASecond(grown, ofGrown, CONNECTIONS, settings.warmUp());
            var _ = wrk.clicksASecond(empty, ofEmpty, CONNECTIONS, settings.warmUp());
            Rounds.Gathering ours = new Rounds.Gathering();
            Rounds.Gathering theirs = new Rounds.Gathering();
            for (int round = 0; round < settings.rounds(); round++) {
                ours.add(round(wrk, grown, ofGrown, settings));
                theirs.add(round(wrk, empty, ofEmpty, settings));
            }
            return List.of(Figure.of(
                    "clicks after %,d clicks and events, %d connections".formatted(settings.history(), CONNECTIONS),
                    "clicks/s",
                    ours.rounds(),
                    "ours, tables empty at the start",
                    theirs.rounds(),
                    Bar.atLeast(0.9)));
        } finally {
            bench.drop("growth_grown");
            bench.drop("growth_empty");
        }
    }

    private static double round(Wrk wrk, AurixUnderTest server, TestPartner partner, Settings settings) {
        server.drain();
        server.database().settle();
        double rate = wrk.clicksASecond(server, partner, CONNECTIONS, settings.round());
        server.drain();
        Bench.say("  " + server.database().name() + ": " + Math.round(rate) + " clicks/s");
        return rate;
    }
}

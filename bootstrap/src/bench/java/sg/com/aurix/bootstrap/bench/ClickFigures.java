package sg.com.aurix.bootstrap.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import sg.com.aurix.bootstrap.figures.Bar;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;
import sg.com.aurix.bootstrap.system.TestPartner;

/** {@code clicks}: how many are taken a second, and how long one takes, beside what PostgreSQL alone can do. */
final class ClickFigures {
    private static final List<Integer> CONNECTIONS = List.of(64, 256);
    private static final int FEWEST = 64;

    private final Settings settings;
    private final Wrk wrk;
    private final AurixUnderTest server;
    private final TestPartner partner;
    private final Pgbench fourStatements;
    private final Pgbench oneStatement;

    private ClickFigures(Bench bench, AurixUnderTest server, Database theirs) {
        this.settings = bench.settings();
        this.wrk = new Wrk(bench);
        this.server = server;
        this.partner = server.newPartner();
        this.fourStatements = new Pgbench(bench, theirs, "click-four.sql");
        this.oneStatement = new Pgbench(bench, theirs, "click-one.sql");
    }

    static List<Figure> measure(Bench bench) {
        // Both begin with empty tables and grow alike.
        Database theirs = bench.migratedDatabase("clicks_theirs");
        try (AurixUnderTest server = AurixUnderTest.start(bench, bench.emptyDatabase("clicks_ours"))) {
            return new ClickFigures(bench, server, theirs).measure();
        } finally {
            bench.drop("clicks_ours");
            bench.drop("clicks_theirs");
        }
    }

    private List<Figure> measure() {
        warmUp();
        List<Figure> figures = new ArrayList<>();
        double ofFewest = 0;
        for (int connections : CONNECTIONS) {
            Rounds.Gathering ours = new Rounds.Gathering();
            Rounds.Gathering four = new Rounds.Gathering();
            Rounds.Gathering one = new Rounds.Gathering();
            for (int round = 0; round < settings.rounds(); round++) {
                ours.add(ours(connections, settings.round()));
                four.add(theirs(fourStatements, settings.round()));
                one.add(theirs(oneStatement, settings.round()));
            }
            if (connections == FEWEST) {
                ofFewest = ours.rounds().median();
            }
            String name = "clicks over HTTP, " + connections + " connections";
            figures.add(Figure.of(
                    name, "clicks/s", ours.rounds(), "pgbench, four statements", four.rounds(), Bar.atLeast(3.0)));
            figures.add(Figure.of(
                    name, "clicks/s", ours.rounds(), "pgbench, one writable CTE", one.rounds(), Bar.atLeast(1.5)));
        }
        figures.add(latency(ofFewest / 2));
        return figures;
    }

    private void warmUp() {
        ours(FEWEST, settings.warmUp());
        theirs(fourStatements, Duration.ofSeconds(Math.max(1, settings.warmUp().toSeconds() / 6)));
        theirs(oneStatement, Duration.ofSeconds(Math.max(1, settings.warmUp().toSeconds() / 6)));
    }

    private double ours(int connections, Duration time) {
        server.database().settle();
        double rate = wrk.clicksASecond(server, partner, connections, time);
        server.drain();
        Bench.say("  ours, " + connections + " connections: " + Math.round(rate) + " clicks/s");
        return rate;
    }

    private double theirs(Pgbench pgbench, Duration time) {
        server.database().settle();
        double rate = pgbench.clicksASecond(time);
        Bench.say("  pgbench: " + Math.round(rate) + " clicks/s");
        return rate;
    }

    /** The writable CTE is the peer, because the four statements do not get that far. */
    private Figure latency(double rate) {
        PacedClicks paced = new PacedClicks(server, partner);
        // Warms up the load generator, which is of this JVM.
        paced.latenciesAt(rate, settings.warmUp());
        Rounds.Gathering ours = new Rounds.Gathering();
        Rounds.Gathering theirs = new Rounds.Gathering();
        for (int round = 0; round < settings.rounds(); round++) {
            server.drain();
            server.database().settle();
            ours.add(paced.latenciesAt(rate, settings.round()).percentileMillis(99));
            server.drain();
            server.database().settle();
            theirs.add(oneStatement.latenciesAt(rate, settings.round()).percentileMillis(99));
        }
        return Figure.of(
                "click p99 at " + Math.round(rate) + " clicks/s",
                "ms",
                ours.rounds(),
                "pgbench --rate, one writable CTE",
                theirs.rounds(),
                Bar.atMost(2.0));
    }
}

package sg.com.aurix.bootstrap.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.bootstrap.AurixServer;
import sg.com.aurix.bootstrap.bench.peer.Posting;
import sg.com.aurix.bootstrap.figures.Bar;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Latencies;
import sg.com.aurix.bootstrap.figures.Rounds;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.TestPartner;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

/**
 * {@code latency}: how long after its commit an event is with the listener, while there is nothing else to do.
 *
 * <p>Only whoever runs the transaction knows when its commit has returned, so here the server runs in this JVM, with a {@link CommitClock};
 * the listener, in this JVM too, notes when a request is there as a whole.
 */
final class LatencyFigures {
    private static final int EVENTS_A_ROUND = 300;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Settings settings;
    private final CountingListener listener;

    private LatencyFigures(Settings settings, CountingListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    static List<Figure> measure(Bench bench) {
        Database database = bench.emptyDatabase("latency");
        System.setProperty(CommitClock.PROPERTY, "true");
        try (CountingListener listener = new CountingListener();
                AurixServer server = AurixServer.production(AurixUnderTest.variables(bench, database, 0))) {
            TestPartner partner = TestPartner.create(new Calls(server.url()));
            partner.listenAt(listener.url());
            return new LatencyFigures(bench.settings(), listener)
                    .measure(server.aurix().trackClick(), partner);
        } finally {
            System.clearProperty(CommitClock.PROPERTY);
            bench.drop("latency");
        }
    }

    private List<Figure> measure(TrackClick trackClick, TestPartner partner) {
        Posting posting = Posting.to(listener.url());
        LongSupplier ours = () -> {
            click(trackClick, partner);
            return CommitClock.lastAt();
        };
        LongSupplier direct = () -> {
            long begin = System.nanoTime();
            var _ = posting.post(Body.JSON);
            return begin;
        };
        warmUp(ours, direct);
        Rounds.Gathering ourRounds = new Rounds.Gathering();
        Rounds.Gathering directRounds = new Rounds.Gathering();
        for (int round = 0; round < settings.rounds(); round++) {
            ourRounds.add(round(ours).percentileMillis(50));
            directRounds.add(round(direct).percentileMillis(50));
        }
        return List.of(Figure.of(
                "commit to listener, idle, p50",
                "ms",
                ourRounds.rounds(),
                "a direct POST by the same client",
                directRounds.rounds(),
                Bar.atMost(2.0)));
    }

    private void warmUp(LongSupplier ours, LongSupplier direct) {
        long end = System.nanoTime() + settings.warmUp().toNanos();
        do {
            round(ours);
            round(direct);
        } while (System.nanoTime() < end);
    }

    /** One event after another; how long each took from the moment that is told to the listener. */
    private Latencies round(LongSupplier send) {
        return Latencies.ofNanos(LongStream.range(0, EVENTS_A_ROUND)
                .map(_ -> {
                    long heard = listener.heard();
                    long from = send.getAsLong();
                    while (listener.heard() == heard) {
                        Thread.onSpinWait();
                    }
                    long took = listener.lastAt() - from;
                    LockSupport.parkNanos(PAUSE.toNanos());
                    return took;
                })
                .toArray());
    }

    private static void click(TrackClick trackClick, TestPartner partner) {
        String device = UUID.randomUUID().toString();
        TrackClick.Outcome outcome = trackClick.track(new TrackClick.WidgetClick(
                new WidgetToken(partner.widgetToken()),
                new DeviceId(device),
                new PageUrl(
                        "https://shop.example/landing/" + device + "?utm_source=google&utm_medium=cpc&gclid=" + device),
                Optional.empty(),
                new PageContext(Optional.empty(), Optional.empty()),
                new Visitor(Optional.of("127.0.0.1"), Optional.of("Mozilla/5.0 (X11; Linux x86_64)"))));
        if (!(outcome instanceof TrackClick.Outcome.Tracked)) {
            throw new IllegalStateException("a click was refused");
        }
    }
}

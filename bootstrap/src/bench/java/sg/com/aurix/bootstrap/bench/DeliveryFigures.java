package sg.com.aurix.bootstrap.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sg.com.aurix.bootstrap.figures.Bar;
import sg.com.aurix.bootstrap.figures.Figure;
import sg.com.aurix.bootstrap.figures.Rounds;

/** {@code delivery}: how many events a second go from their commit to the recorded answer of the listener. */
final class DeliveryFigures {
    /** As many partners as share one listener here; each has a lane of its own. */
    private static final int PARTNERS = 4;

    private static final String NAME = "delivery, commit to recorded 2xx";
    private static final String UNIT = "events/s";

    private static final int WARM_UP_EVENTS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double NANOS_A_SECOND = 1e9;

    private final Settings settings;
    private final CountingListener listener;

    private DeliveryFigures(Settings settings, CountingListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    static List<Figure> measure(Bench bench) {
        List<Contender> contenders = new ArrayList<>();
        try (CountingListener listener = new CountingListener()) {
            contenders.add(OurDelivery.start(bench, listener, PARTNERS));
            contenders.add(PeerDelivery.dbScheduler(bench, listener));
            contenders.add(PeerDelivery.transactionOutbox(bench, listener));
            contenders.add(PeerDelivery.graphileWorker(bench, listener));
            contenders.add(PeerDelivery.bareClient(bench, listener));
            contenders.add(OurDelivery.withoutSending(bench, listener, PARTNERS));
            return new DeliveryFigures(bench.settings(), listener).measure(contenders);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private List<Figure> measure(List<Contender> contenders) {
        List<Measured> measured = contenders.stream()
                .map(contender -> new Measured(contender, warmUp(contender), new Rounds.Gathering()))
                .toList();
        for (int round = 0; round < settings.rounds(); round++) {
            measured.forEach(each -> each.rates().add(eventsASecond(each.contender(), each.events())));
        }
        Rounds ours = measured.getFirst().rounds();
        Measured outbox = measured.getLast();
        Measured bare = measured.get(measured.size() - 2);
        List<Measured> peers = measured.subList(1, measured.size() - 2);
        Measured best = peers.stream()
                .max(Comparator.comparingDouble(peer -> peer.rounds().median()))
                .orElseThrow();
        List<Figure> figures = new ArrayList<>();
        for (Measured peer : peers) {
            String name = peer.contender().name();
            figures.add(
                    peer.equals(best)
                            ? Figure.of(NAME, UNIT, ours, name + ", the best", peer.rounds(), Bar.atLeast(3))
                            : Figure.told(NAME, UNIT, ours, name, peer.rounds()));
        }
        figures.add(Figure.of(NAME, UNIT, ours, bare.contender().name(), bare.rounds(), Bar.atLeast(0.7)));
        figures.add(Figure.told(NAME, UNIT, ours, outbox.contender().name(), outbox.rounds()));
        figures.add(Figure.told(
                NAME, UNIT, ours, "outbox and client, one after the other", oneAfterTheOther(outbox, bare)));
        return figures;
    }

    /** What can be expected of a machine that does, for each event, all that both of them do. */
    private static Rounds oneAfterTheOther(Measured outbox, Measured client) {
        Rounds.Gathering both = new Rounds.Gathering();
        for (int round = 0; round < outbox.rounds().values().size(); round++) {
            double seconds = 1 / outbox.rounds().values().get(round)
                    + 1 / client.rounds().values().get(round);
            both.add(1 / seconds);
        }
        return both.rounds();
    }

    /** How many events keep it busy for a round, at its best: a moment in which the machine did something else must not shorten all rounds. */
    private int warmUp(Contender contender) {
        long end = System.nanoTime() + settings.warmUp().toNanos();
        int events = WARM_UP_EVENTS;
        double best = 0;
        do {
            best = Math.max(best, eventsASecond(contender, events));
            events = (int) (best * settings.round().toSeconds()) + 1;
        } while (System.nanoTime() < end);
        return events;
    }

    private double eventsASecond(Contender contender, int events) {
        long before = listener.heard();
        Contender.Ready ready = contender.prepare(events);
        if (listener.heard() != before) {
            throw new IllegalStateException(contender.name() + " sent events that were not committed");
        }
        long begin = System.nanoTime();
        ready.release();
        await().pollInSameThread()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !contender.sends() || listener.heard() - before >= events);
        await().pollInSameThread()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                // Where nothing is sent, to ask is not to take from what is measured: it takes a connection each time.
                .pollInterval(Duration.ofMillis(contender.sends() ? 5 : 500))
                .until(ready::isDone);
        double rate = events * NANOS_A_SECOND / (System.nanoTime() - begin);
        Bench.say("  " + contender.name() + ": " + Math.round(rate) + " events/s");
        return rate;
    }

    /** @param events how many of them are delivered in a round */
    private record Measured(Contender contender, int events, Rounds.Gathering rates) {
        Rounds rounds() {
            return rates.rounds();
        }
    }
}

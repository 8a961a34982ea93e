package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.HandOff;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

/** Records clicks on the widget and hands each visitor off to WhatsApp with the correlation id of the session (TR-1 to TR-6). */
public interface TrackClick {
    /**
     * Records clicks that happened at the same moment, all in one unit of work; when this returns they are committed.
     *
     * <p>Bots get the same answer as everybody; what they do is recorded and marked, and partners do not hear of it.
     *
     * @return one outcome for each click, in their order; a click that is refused does not hold up the others
     */
    List<Outcome> track(List<WidgetClick> clicks);

    /** Records one click. */
    default Outcome track(WidgetClick click) {
        return track(List.of(click)).get(0);
    }

    /**
     * Records one click and, where clicks are grouped ({@link Grouping}), does not keep the caller waiting; otherwise the click is
     * recorded before this returns.
     *
     * @return completed once the click is committed, by a thread that records clicks: what takes long belongs elsewhere; or completed
     *     with the exception that {@link #track(WidgetClick)} would have thrown
     */
    default CompletionStage<Outcome> trackAsync(WidgetClick click) {
        try {
            return CompletableFuture.completedStage(track(click));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /**
     * What a widget says of a click.
     *
     * @param firstRawUrl the page the visitor landed on first, where the widget remembers it (TR-5)
     */
    record WidgetClick(
            WidgetToken token,
            DeviceId deviceId,
            PageUrl clickUrl,
            Optional<PageUrl> firstRawUrl,
            PageContext context,
            Visitor visitor) {}

    /** What became of a click. */
    sealed interface Outcome {
        /**
         * The click is recorded.
         *
         * @param returning whether it belongs to a session that an earlier click began
         */
        record Tracked(Click click, HandOff handOff, boolean returning) implements Outcome {}

        /** No channel has that widget token. */
        record UnknownToken() implements Outcome {}

        /** The channel is switched off. */
        record ChannelOff() implements Outcome {}
    }

    /**
     * How clicks that arrive one by one share units of work, and with them commits.
     *
     * @param threads where units of work run; each occupies a thread until it is committed
     * @param mostTogether clicks in one unit of work at most, 1 or greater
     * @param unitsAtOnce units of work at the same time as long as none is held up, 1 or greater
     * @param heldUp how long a click waits until another unit is begun in spite of that: what holds one up must not hold up the others
     * @param mostUnits units of work at the same time at most
     * @param mostWaiting clicks that may wait for a unit of work; those beyond are refused
     * @param patience how long a click may wait for a unit of work until it is refused
     */
    record Grouping(
            Executor threads,
            int mostTogether,
            int unitsAtOnce,
            Duration heldUp,
            int mostUnits,
            int mostWaiting,
            Duration patience) {
        public Grouping {
            if (mostTogether < 1 || unitsAtOnce < 1 || mostUnits < unitsAtOnce || mostWaiting < 1) {
                throw new IllegalArgumentException("clicks need room in a unit of work, and units to wait for");
            }
        }

        /** The measured compromise for a machine of few cores (decision 18), on these threads: up to 8 at once. */
        public static Grouping on(Executor threads) {
            return new Grouping(threads, 256, 2, Duration.ofMillis(50), 8, 4096, Duration.ofMillis(700));
        }
    }
}

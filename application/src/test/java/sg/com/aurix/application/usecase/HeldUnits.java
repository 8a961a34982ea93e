package sg.com.aurix.application.usecase;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.HandOff;

/** Records lists of clicks when the test lets it, and refuses those that the test says; nothing is kept of a list that is refused. */
final class HeldUnits implements TrackClick {
    private static final int NO_MORE_HOLDING = 1_000_000;
    private static final CorrelationId REFERENCE = new CorrelationId("O-aB3dE9z");

    private final List<List<WidgetClick>> begun = new CopyOnWriteArrayList<>();
    private final List<WidgetClick> kept = new CopyOnWriteArrayList<>();
    private final Map<WidgetClick, Throwable> refusals = new ConcurrentHashMap<>();
    private final Map<Integer, RuntimeException> refusedSizes = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(0);

    /** Another outcome for each click. */
    static Outcome outcomeOf(WidgetClick click) {
        ClickId id = new ClickId(UUID.nameUUIDFromBytes(click.deviceId().value().getBytes(StandardCharsets.UTF_8)));
        Click recorded = new Click(
                id,
                new PartnerId(id.value()),
                Salon.CHANNEL,
                REFERENCE,
                click.deviceId(),
                click.clickUrl(),
                click.firstRawUrl(),
                click.context(),
                click.visitor(),
                false,
                Instant.EPOCH);
        return new Outcome.Tracked(recorded, new HandOff(new PhoneNumber("6587487282"), "Hi"), false);
    }

    @Override
    public List<Outcome> track(List<WidgetClick> clicks) {
        begun.add(List.copyOf(clicks));
        permits.acquireUninterruptibly();
        refuse(refusedSizes.get(clicks.size()));
        for (WidgetClick click : clicks) {
            refuse(refusals.get(click));
        }
        kept.addAll(clicks);
        return clicks.stream().map(HeldUnits::outcomeOf).toList();
    }

    private static void refuse(@Nullable Throwable refusal) {
        if (refusal instanceof Error error) {
            throw error;
        }
        if (refusal instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Has every list fail that this click is in. */
    void refuse(WidgetClick click, Throwable refusal) {
        refusals.put(click, refusal);
    }

    /** Has every list of that many clicks fail. */
    void refuseListsOf(int clicks, RuntimeException refusal) {
        refusedSizes.put(clicks, refusal);
    }

    /** Lets so many lists be recorded, those that wait first. */
    void letGo(int lists) {
        permits.release(lists);
    }

    /** Holds nothing any more. */
    HeldUnits letAllGo() {
        permits.release(NO_MORE_HOLDING);
        return this;
    }

    /** Waits until so many lists have been begun. */
    void awaitBegun(int lists) {
        await().until(() -> begun.size() >= lists);
    }

    /** The lists so far, in the order in which they were begun. */
    List<List<WidgetClick>> begun() {
        return List.copyOf(begun);
    }

    /** The clicks that were recorded so far. */
    List<WidgetClick> kept() {
        return List.copyOf(kept);
    }
}

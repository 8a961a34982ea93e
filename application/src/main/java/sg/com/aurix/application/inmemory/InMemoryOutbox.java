package sg.com.aurix.application.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** The one node of this store holds every claim, so that a lease only says when an event may be claimed again. */
final class InMemoryOutbox implements Outbox {
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration lease;
    private final Map<EventId, Entry> entries = new LinkedHashMap<>();

    InMemoryOutbox(Transactions transactions, InstantSource clock, Duration lease) {
        this.transactions = transactions;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public void append(List<OutboxEvent> events) {
        transactions.run(() -> {
            for (OutboxEvent event : events) {
                if (entries.containsKey(event.id())) {
                    throw new IllegalArgumentException("an event's id is taken");
                }
                RecordedEvent recorded = new RecordedEvent(event, DeliveryState.PENDING, List.of());
                transactions.put(
                        entries, event.id(), new Entry(recorded, clock.instant().plus(lease)));
            }
            return events;
        });
    }

    @Override
    public List<OutboxEvent> claimLeftOver(int atMost) {
        return transactions.run(() -> {
            Instant now = clock.instant();
            List<Entry> due = entries.values().stream()
                    .filter(entry -> entry.recorded().state() == DeliveryState.PENDING)
                    .filter(entry -> !entry.leasedUntil().isAfter(now))
                    .limit(atMost)
                    .toList();
            due.forEach(entry -> transactions.put(
                    entries, entry.recorded().event().id(), new Entry(entry.recorded(), now.plus(lease))));
            return due.stream().map(entry -> entry.recorded().event()).toList();
        });
    }

    @Override
    public void record(List<Attempt> attempts) {
        transactions.run(() -> {
            attempts.forEach(this::record);
            return attempts;
        });
    }

    private void record(Attempt attempt) {
        Entry entry = entries.get(attempt.eventId());
        if (entry == null || entry.recorded().state() != DeliveryState.PENDING) {
            return;
        }
        List<Attempt> attempts = new ArrayList<>(entry.recorded().attempts());
        if (attempt.answer().isPresent()) {
            attempts.add(attempt);
        }
        RecordedEvent recorded = new RecordedEvent(entry.recorded().event(), attempt.leaves(), attempts);
        transactions.put(entries, attempt.eventId(), new Entry(recorded, entry.leasedUntil()));
    }

    @Override
    public Optional<RecordedEvent> find(PartnerId partnerId, EventId id) {
        return transactions.run(() -> Optional.ofNullable(entries.get(id))
                .map(Entry::recorded)
                .filter(recorded -> recorded.event().partnerId().equals(partnerId)));
    }

    private record Entry(RecordedEvent recorded, Instant leasedUntil) {}
}

package sg.com.aurix.application.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** The events as one node sees them: a claim is that node's until its lease has run out and another one claims the event. */
final class InMemoryOutbox implements Outbox {
    private static final Comparator<Entry> OLDEST_FIRST = Comparator.comparing(
                    (Entry entry) -> entry.event().occurredAt())
            .thenComparing(entry -> entry.event().id().published());

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration lease;
    private final Map<EventId, Entry> entries;

    InMemoryOutbox(Transactions transactions, InstantSource clock, Duration lease) {
        this(transactions, clock, lease, new HashMap<>());
    }

    private InMemoryOutbox(
            Transactions transactions, InstantSource clock, Duration lease, Map<EventId, Entry> entries) {
        this.transactions = transactions;
        this.clock = clock;
        this.lease = lease;
        this.entries = entries;
    }

    /** The same events as another node sees them. */
    InMemoryOutbox anotherNode() {
        return new InMemoryOutbox(transactions, clock, lease, entries);
    }

    @Override
    public void append(List<OutboxEvent> events) {
        transactions.run(() -> {
            for (OutboxEvent event : events) {
                if (entries.containsKey(event.id())) {
                    throw new IllegalArgumentException("an event's id is taken");
                }
                claim(new RecordedEvent(event, DeliveryState.PENDING, List.of()));
            }
            return events;
        });
    }

    @Override
    public List<OutboxEvent> claimLeftOver(int atMost, Set<PartnerId> except) {
        return transactions.run(() -> {
            Instant now = clock.instant();
            List<Entry> due = entries.values().stream()
                    .filter(entry -> entry.recorded().state() == DeliveryState.PENDING)
                    .filter(entry -> !entry.leasedUntil().isAfter(now))
                    .filter(entry -> !except.contains(entry.event().partnerId()))
                    .sorted(OLDEST_FIRST)
                    .limit(atMost)
                    .toList();
            due.forEach(entry -> claim(entry.recorded()));
            return due.stream().map(Entry::event).toList();
        });
    }

    @Override
    public void release(List<OutboxEvent> events) {
        transactions.run(() -> {
            Instant now = clock.instant();
            for (OutboxEvent event : events) {
                Entry entry = entries.get(event.id());
                if (entry != null && entry.claimedBy() == this) {
                    transactions.put(entries, event.id(), new Entry(entry.recorded(), this, now));
                }
            }
            return events;
        });
    }

    private void claim(RecordedEvent event) {
        Entry claimed = new Entry(event, this, clock.instant().plus(lease));
        transactions.put(entries, event.event().id(), claimed);
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
        if (entry == null || entry.claimedBy() != this || entry.recorded().state() != DeliveryState.PENDING) {
            return;
        }
        List<Attempt> attempts = new ArrayList<>(entry.recorded().attempts());
        if (attempt.answer().isPresent()) {
            attempts.add(attempt);
            attempts.sort(Comparator.comparing(Attempt::startedAt));
        }
        RecordedEvent recorded = new RecordedEvent(entry.event(), attempt.leaves(), attempts);
        transactions.put(entries, attempt.eventId(), new Entry(recorded, this, entry.leasedUntil()));
    }

    @Override
    public Optional<RecordedEvent> find(PartnerId partnerId, EventId id) {
        return transactions.run(() -> Optional.ofNullable(entries.get(id))
                .map(Entry::recorded)
                .filter(recorded -> recorded.event().partnerId().equals(partnerId)));
    }

    private record Entry(RecordedEvent recorded, InMemoryOutbox claimedBy, Instant leasedUntil) {
        OutboxEvent event() {
            return recorded.event();
        }
    }
}

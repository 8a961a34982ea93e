package sg.com.aurix.application.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.DeliveryFilter;
import sg.com.aurix.application.port.DeliverySummary;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.RecordedEvent;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** The events as one node sees them: a claim is that node's until its lease has run out and another one claims the event. */
final class InMemoryOutbox implements Outbox {
    private static final Comparator<Entry> OLDEST_FIRST =
            Comparator.comparing(entry -> entry.event().id().published());
    private static final Comparator<Entry> DUE_LONGEST_FIRST =
            Comparator.comparing(Entry::dueAt).thenComparing(OLDEST_FIRST);

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
        add(events, DeliveryState.PENDING);
    }

    @Override
    public void appendUnsent(List<OutboxEvent> events) {
        add(events, DeliveryState.NOT_SENT);
    }

    private void add(List<OutboxEvent> events, DeliveryState state) {
        transactions.run(() -> {
            for (OutboxEvent event : events) {
                if (entries.containsKey(event.id())) {
                    throw new IllegalArgumentException("an event's id is taken");
                }
                put(new Entry(event, state, Optional.empty(), List.of(), 0, this, leaseEnd()));
            }
            return events;
        });
    }

    @Override
    public List<Delivery> claimDue(int atMostEach, Set<PartnerId> except) {
        return transactions.run(() -> {
            Instant now = clock.instant();
            Map<PartnerId, List<Entry>> due = entries.values().stream()
                    .filter(entry -> entry.state() == DeliveryState.PENDING)
                    .filter(entry -> !entry.dueAt().isAfter(now))
                    .filter(entry -> !except.contains(entry.event().partnerId()))
                    .sorted(DUE_LONGEST_FIRST)
                    .collect(Collectors.groupingBy(entry -> entry.event().partnerId()));
            List<Entry> claimed = due.values().stream()
                    .flatMap(ofOne -> ofOne.stream().limit(atMostEach))
                    .sorted(DUE_LONGEST_FIRST)
                    .toList();
            claimed.forEach(entry -> put(entry.claimed(this, leaseEnd())));
            return claimed.stream()
                    .map(entry -> new Delivery(entry.event(), entry.failures()))
                    .toList();
        });
    }

    private Instant leaseEnd() {
        return clock.instant().plus(lease);
    }

    @Override
    public void release(List<OutboxEvent> events) {
        transactions.run(() -> {
            for (OutboxEvent event : events) {
                held(event.id()).ifPresent(entry -> put(entry.claimed(null, clock.instant())));
            }
            return events;
        });
    }

    @Override
    public void record(List<Attempt> attempts) {
        transactions.run(() -> {
            attempts.forEach(attempt ->
                    held(attempt.eventId()).ifPresent(entry -> put(entry.after(attempt, attempt.startedAt()))));
            return attempts;
        });
    }

    /** The pending event that this node claims. */
    private Optional<Entry> held(EventId id) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> entry.claimedBy() == this && entry.state() == DeliveryState.PENDING);
    }

    @Override
    public Optional<RecordedEvent> find(PartnerId partnerId, EventId id) {
        return transactions.run(() -> entry(partnerId, id)
                .map(entry -> new RecordedEvent(entry.event(), entry.state(), entry.nextAt(), entry.attempts())));
    }

    @Override
    public List<DeliverySummary> page(PartnerId partnerId, DeliveryFilter filter, PageRequest request) {
        return transactions.run(() -> Pages.cut(
                entries.values().stream()
                        .filter(entry -> entry.event().partnerId().equals(partnerId))
                        .filter(entry ->
                                filter.state().filter(entry.state()::equals).isPresent()
                                        || filter.state().isEmpty())
                        .filter(entry -> filter.type()
                                        .filter(entry.event().type()::equals)
                                        .isPresent()
                                || filter.type().isEmpty())
                        .map(Entry::summary),
                DeliverySummary::position,
                Comparator.<String>naturalOrder(),
                request));
    }

    @Override
    public Redelivered redeliver(PartnerId partnerId, EventId id) {
        return transactions.run(() -> entry(partnerId, id).map(this::sendAgain).orElse(Redelivered.UNKNOWN));
    }

    private Optional<Entry> entry(PartnerId partnerId, EventId id) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> entry.event().partnerId().equals(partnerId));
    }

    @Override
    public List<EventId> redeliver(PartnerId partnerId, Redelivery which, int atMost) {
        return transactions.run(() -> {
            List<Entry> chosen = entries.values().stream()
                    .filter(entry -> entry.event().partnerId().equals(partnerId))
                    .filter(entry -> entry.state() == which.state())
                    .filter(entry -> which.types().contains(entry.event().type()))
                    .filter(entry -> isWithin(entry.event().occurredAt(), which))
                    .filter(entry -> which.after()
                            .filter(after -> entry.event().id().published().compareTo(after.published()) <= 0)
                            .isEmpty())
                    .sorted(OLDEST_FIRST)
                    .limit(atMost)
                    .toList();
            chosen.forEach(this::sendAgain);
            return chosen.stream().map(entry -> entry.event().id()).toList();
        });
    }

    private static boolean isWithin(Instant occurredAt, Redelivery which) {
        return !occurredAt.isBefore(which.from()) && occurredAt.isBefore(which.to());
    }

    private Redelivered sendAgain(Entry entry) {
        boolean pending = entry.state() == DeliveryState.PENDING;
        if (pending && entry.claimedBy() != null) {
            return Redelivered.CLAIMED;
        }
        Optional<DeliveryState> endedBefore = pending ? entry.endedBefore() : Optional.of(entry.state());
        int failures = pending ? entry.failures() : 0;
        put(new Entry(
                entry.event(), DeliveryState.PENDING, endedBefore, entry.attempts(), failures, null, clock.instant()));
        return Redelivered.DUE;
    }

    private void put(Entry entry) {
        transactions.put(entries, entry.event().id(), entry);
    }

    /**
     * @param endedBefore how it had ended when it was put on its way again
     * @param dueAt from when on anybody may claim it, where it is pending
     */
    private record Entry(
            OutboxEvent event,
            DeliveryState state,
            Optional<DeliveryState> endedBefore,
            List<Attempt> attempts,
            int failures,
            @Nullable InMemoryOutbox claimedBy,
            Instant dueAt) {
        Entry claimed(@Nullable InMemoryOutbox by, Instant until) {
            return new Entry(event, state, endedBefore, attempts, failures, by, until);
        }

        Entry after(Attempt attempt, Instant startedAt) {
            Stream<Attempt> latest = attempt.sent().isPresent() ? Stream.of(attempt) : Stream.empty();
            List<Attempt> all = Stream.concat(attempts.stream(), latest).toList();
            DeliveryState leaves = attempt.leaves() == DeliveryState.NOT_SENT
                    ? endedBefore.orElse(DeliveryState.NOT_SENT)
                    : attempt.leaves();
            return new Entry(
                    event,
                    leaves,
                    endedBefore,
                    all,
                    failures + 1,
                    null,
                    attempt.nextAt().orElse(startedAt));
        }

        Optional<Instant> nextAt() {
            boolean scheduled = state == DeliveryState.PENDING && claimedBy == null;
            return scheduled ? Optional.of(dueAt) : Optional.empty();
        }

        DeliverySummary summary() {
            Optional<Attempt> last =
                    attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
            return new DeliverySummary(
                    event.id(), event.type(), event.occurredAt(), state, attempts.size(), last, nextAt());
        }
    }
}

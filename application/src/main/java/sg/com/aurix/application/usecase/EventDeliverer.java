package sg.com.aurix.application.usecase;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.Attempt.Sent;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.UnreadableWebhookException;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.RetrySchedule;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.Webhook;

final class EventDeliverer implements DeliverEvents {
    private static final Logger LOG = System.getLogger(EventDeliverer.class.getName());
    private static final int GONE = 410;

    private final Webhooks webhooks;
    private final Recent<PartnerId, Webhook> recentWebhooks;
    private final Outbox outbox;
    private final WebhookSender sender;
    private final InstantSource clock;
    private final RandomGenerator random;

    EventDeliverer(
            Webhooks webhooks,
            Recent<PartnerId, Webhook> recentWebhooks,
            Outbox outbox,
            WebhookSender sender,
            InstantSource clock,
            RandomGenerator random) {
        this.webhooks = webhooks;
        this.recentWebhooks = recentWebhooks;
        this.outbox = outbox;
        this.sender = sender;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Attempt attempt(Delivery delivery) {
        OutboxEvent event = delivery.event();
        Optional<Webhook> webhook;
        try {
            webhook = recentWebhooks.of(event.partnerId()).filter(known -> known.takes(event.type()));
        } catch (UnreadableWebhookException e) {
            LOG.log(Level.ERROR, "event {0} has failed: {1}", event.id(), e.getMessage());
            return ended(event, clock.instant(), DeliveryState.FAILED);
        }
        Instant startedAt = clock.instant();
        return webhook.map(known -> attempt(delivery, known, startedAt))
                .orElseGet(() -> nowhereToGo(delivery, startedAt));
    }

    private static Attempt nowhereToGo(Delivery delivery, Instant startedAt) {
        DeliveryState leaves = delivery.isRetry() ? DeliveryState.FAILED : DeliveryState.NOT_SENT;
        return ended(delivery.event(), startedAt, leaves);
    }

    /** The end of an event that nothing was sent of. */
    private static Attempt ended(OutboxEvent event, Instant at, DeliveryState leaves) {
        return new Attempt(
                event.id(), event.partnerId(), at, Duration.ZERO, leaves, Optional.empty(), Optional.empty());
    }

    private Attempt attempt(Delivery delivery, Webhook webhook, Instant startedAt) {
        OutboxEvent event = delivery.event();
        Signature signature = Signature.of(
                webhook.secrets().validAt(startedAt),
                event.id(),
                startedAt,
                event.body().bytes());
        long begin = System.nanoTime();
        Answer answer = sender.send(webhook.url(), signature.headers(), event);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Webhook.Outcome outcome = outcome(answer);
        tell(webhook, outcome, startedAt);
        Optional<Instant> nextAt = nextAt(webhook, outcome, delivery.failures() + 1, answer);
        return new Attempt(
                event.id(),
                event.partnerId(),
                startedAt,
                took,
                leaves(outcome, nextAt),
                nextAt,
                Optional.of(new Sent(signature, withoutWish(answer))));
    }

    private static Webhook.Outcome outcome(Answer answer) {
        if (!(answer instanceof Answer.Answered answered)) {
            return Webhook.Outcome.FAILURE;
        }
        if (answered.status() == GONE) {
            return Webhook.Outcome.GONE;
        }
        return answered.isSuccess() ? Webhook.Outcome.SUCCESS : Webhook.Outcome.FAILURE;
    }

    /** Fire and forget: one attempt, and anything but 2xx is a failure (WH-6); 410 is the end with any policy. */
    private Optional<Instant> nextAt(Webhook webhook, Webhook.Outcome outcome, int failures, Answer answer) {
        if (outcome != Webhook.Outcome.FAILURE || webhook.delivery() != DeliveryPolicy.RETRY) {
            return Optional.empty();
        }
        return RetrySchedule.pauseAfter(failures, wish(answer), random).map(clock.instant()::plus);
    }

    private static Optional<Duration> wish(Answer answer) {
        return answer instanceof Answer.Answered answered ? answered.retryAfter() : Optional.empty();
    }

    /** The answer as it is recorded: what became of the listener's wish stands in the time of the next attempt. */
    private static Answer withoutWish(Answer answer) {
        return answer instanceof Answer.Answered answered
                ? new Answer.Answered(answered.status(), answered.excerpt())
                : answer;
    }

    private static DeliveryState leaves(Webhook.Outcome outcome, Optional<Instant> nextAt) {
        if (outcome == Webhook.Outcome.SUCCESS) {
            return DeliveryState.DELIVERED;
        }
        return nextAt.isPresent() ? DeliveryState.PENDING : DeliveryState.FAILED;
    }

    /** Keeps how the listener fares, which costs something only when that changes. */
    private void tell(Webhook webhook, Webhook.Outcome outcome, Instant startedAt) {
        if (webhook.after(webhook.url(), outcome, startedAt).equals(webhook)) {
            return;
        }
        try {
            Optional<Webhook> now =
                    webhooks.change(webhook.partnerId(), current -> current.after(webhook.url(), outcome, startedAt));
            recentWebhooks.forget(webhook.partnerId());
            if (now.isPresent() && !now.get().active()) {
                LOG.log(Level.WARNING, "the webhook of partner {0} is not active any more", webhook.partnerId());
            }
        } catch (RuntimeException e) {
            // The next attempt finds the same; the outcome of this one matters more, whatever it is.
            LOG.log(Level.WARNING, "how the webhook of partner {0} fares is noted later", webhook.partnerId());
        }
    }

    @Override
    public void record(List<Attempt> attempts) {
        outbox.record(attempts);
    }

    @Override
    public List<Delivery> claimDue(int atMostEach, Set<PartnerId> except) {
        return outbox.claimDue(atMostEach, except);
    }

    @Override
    public void release(List<OutboxEvent> events) {
        outbox.release(events);
    }
}

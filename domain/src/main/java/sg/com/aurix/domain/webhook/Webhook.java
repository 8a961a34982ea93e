package sg.com.aurix.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * The one listener of a partner (WH-1).
 *
 * @param secrets made at the first registration and kept by later ones; only a rotation changes them
 * @param events the kinds that are sent to it, at least one; others are recorded only
 * @param active whether events are sent to it (WH-8)
 * @param deactivation why it is not active, where that is not its partner's will
 * @param failingSince when the first of the attempts began that all failed, up to now; kept with the policy {@code retry} only
 */
public record Webhook(
        WebhookId id,
        PartnerId partnerId,
        WebhookUrl url,
        WebhookSecrets secrets,
        DeliveryPolicy delivery,
        Set<EventType> events,
        boolean active,
        Optional<Deactivation> deactivation,
        Optional<Instant> failingSince,
        Instant createdAt,
        Instant updatedAt) {
    /** How long every attempt may fail before the webhook is deactivated. */
    public static final Duration LONGEST_FAILING = Duration.ofDays(5);

    public Webhook {
        if (events.isEmpty()) {
            throw new InvalidValueException("must name at least one kind of event");
        }
        events = Set.copyOf(events);
    }

    /** A webhook as the published registration makes it: every event, one attempt each. */
    public static Webhook register(
            WebhookId id, PartnerId partnerId, WebhookUrl url, WebhookSecret secret, Instant now) {
        return new Webhook(
                id,
                partnerId,
                url,
                WebhookSecrets.of(secret),
                DeliveryPolicy.FIRE_AND_FORGET,
                EnumSet.allOf(EventType.class),
                true,
                Optional.empty(),
                Optional.empty(),
                now,
                now);
    }

    /** What a webhook is signed with now. */
    public WebhookSecret secret() {
        return secrets.current();
    }

    /** Whether an event of that kind is to be sent to it. */
    public boolean takes(EventType type) {
        return active && events.contains(type);
    }

    /** This webhook with what the change names; everything else stays, its secrets above all. */
    public Webhook with(Change change, Instant now) {
        boolean nowActive = change.active().orElse(active);
        DeliveryPolicy policy = change.delivery().orElse(delivery);
        boolean sameEndeavour = change.url().equals(url) && policy == delivery && nowActive == active;
        return new Webhook(
                id,
                partnerId,
                change.url(),
                secrets,
                policy,
                change.events().orElse(events),
                nowActive,
                change.active().isPresent() ? Optional.empty() : deactivation,
                sameEndeavour ? failingSince : Optional.empty(),
                createdAt,
                now);
    }

    /** This webhook with other secrets. */
    public Webhook with(WebhookSecrets rotated, Instant now) {
        return new Webhook(
                id, partnerId, url, rotated, delivery, events, active, deactivation, failingSince, createdAt, now);
    }

    /**
     * This webhook as an attempt leaves it (RS-14). With the policy {@code retry}, 410 deactivates it, and so does a failure when every
     * attempt of the last five days failed; otherwise it stays as it is.
     *
     * @param attemptedUrl where the attempt went: what another listener did says nothing of this one
     */
    public Webhook after(WebhookUrl attemptedUrl, Outcome outcome, Instant startedAt) {
        if (delivery != DeliveryPolicy.RETRY || !active || !attemptedUrl.equals(url)) {
            return this;
        }
        return switch (outcome) {
            case SUCCESS -> failingSince.isEmpty() ? this : failing(Optional.empty());
            case GONE -> deactivated(Deactivation.Reason.GONE, startedAt);
            case FAILURE -> afterFailure(startedAt);
        };
    }

    private Webhook afterFailure(Instant startedAt) {
        if (failingSince.isEmpty()) {
            return failing(Optional.of(startedAt));
        }
        boolean tooLong = !failingSince.get().plus(LONGEST_FAILING).isAfter(startedAt);
        return tooLong ? deactivated(Deactivation.Reason.FAILING, startedAt) : this;
    }

    private Webhook failing(Optional<Instant> since) {
        return new Webhook(
                id, partnerId, url, secrets, delivery, events, active, deactivation, since, createdAt, updatedAt);
    }

    private Webhook deactivated(Deactivation.Reason reason, Instant now) {
        return new Webhook(
                id,
                partnerId,
                url,
                secrets,
                delivery,
                events,
                false,
                Optional.of(new Deactivation(reason, now)),
                failingSince,
                createdAt,
                now);
    }

    /** How an attempt ended, as far as the webhook is concerned. */
    public enum Outcome {
        /** The listener answered 2xx. */
        SUCCESS,
        /** It answered 410: it will never take anything again. */
        GONE,
        /** Anything else. */
        FAILURE
    }

    /** The settings that a registration names; empty ones stay as they are. */
    public record Change(
            WebhookUrl url,
            Optional<DeliveryPolicy> delivery,
            Optional<Set<EventType>> events,
            Optional<Boolean> active) {
        /** What the published registration names: the URL alone. */
        public static Change of(WebhookUrl url) {
            return new Change(url, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}

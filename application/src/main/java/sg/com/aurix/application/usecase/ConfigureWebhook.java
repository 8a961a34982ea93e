package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryPolicy;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** Registers a partner's webhook, changes it and reads it back (WH-1). */
public interface ConfigureWebhook {
    /** Registers the listener, or changes what the registration names of the one there is; its secret stays the same. */
    Outcome register(PartnerId partnerId, Registration registration);

    /** The published registration, which names nothing but the URL. */
    default Outcome register(PartnerId partnerId, String url) {
        return register(partnerId, Registration.of(url));
    }

    /** The partner's webhook; none before its first registration. */
    Optional<Webhook> current(PartnerId partnerId);

    /**
     * Draws a new secret. Until the overlap is over, what is sent is signed with the old one too (RS-17).
     *
     * @param overlap zero or longer
     */
    Rotation rotateSecret(PartnerId partnerId, Duration overlap);

    /** What a registration names; what it leaves out stays as it is, or as published where there is no webhook yet. */
    record Registration(
            String url, Optional<DeliveryPolicy> delivery, Optional<Set<EventType>> events, Optional<Boolean> active) {
        /** The published registration. */
        public static Registration of(String url) {
            return new Registration(url, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The URL's host may be known, its path is not (RS-19): neither is shown. */
        @Override
        public String toString() {
            return "Registration[***]";
        }
    }

    /** What became of a registration. */
    sealed interface Outcome {
        /** The webhook as it is now. */
        record Registered(Webhook webhook) implements Outcome {}

        /**
         * The URL may not be registered.
         *
         * @param reason what is wrong, as the rest of a sentence that begins with the field's name
         */
        record Refused(String reason) implements Outcome {}
    }

    /** What became of a rotation. */
    sealed interface Rotation {
        /** The webhook with its new secret. */
        record Rotated(Webhook webhook) implements Rotation {}

        /** There is no webhook yet. */
        record NoWebhook() implements Rotation {}

        /** So many replaced secrets still count that one more would not fit into a header. */
        record TooManySecrets() implements Rotation {}
    }
}

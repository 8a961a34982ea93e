package sg.com.aurix.application.usecase;

import java.util.Optional;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

/** Registers a partner's webhook and reads it back (WH-1). */
public interface ConfigureWebhook {
    /** Registers the listener, or moves the one there is to this URL; its secret stays the same. */
    Outcome register(PartnerId partnerId, String url);

    /** The partner's webhook; none before its first registration. */
    Optional<Webhook> current(PartnerId partnerId);

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
}

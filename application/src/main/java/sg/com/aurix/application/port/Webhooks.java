package sg.com.aurix.application.port;

import java.util.Optional;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

/** The one webhook of each partner. */
public interface Webhooks {
    /** The partner's webhook. */
    Optional<Webhook> of(PartnerId partnerId);

    /**
     * Keeps the candidate if its partner has no webhook; else moves the one there is to the candidate's URL and leaves the rest
     * of it, the secret above all, as it is (WH-1). Of several first registrations at once, one makes the secret.
     *
     * @return the webhook as it is now kept
     */
    Webhook register(Webhook candidate);
}

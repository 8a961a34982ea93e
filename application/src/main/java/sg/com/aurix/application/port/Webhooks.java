package sg.com.aurix.application.port;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

/** The one webhook of each partner. */
public interface Webhooks {
    /**
     * The partner's webhook.
     *
     * @throws UnreadableWebhookException if it is there and cannot be read
     */
    Optional<Webhook> of(PartnerId partnerId);

    /**
     * What each of the partners is to be told at this moment: the kinds of events that its webhook takes, readable or not. Partners
     * with no webhook, or with an inactive one, are left out (WH-8).
     */
    Map<PartnerId, Set<EventType>> taking(Collection<PartnerId> partnerIds);

    /**
     * Keeps the candidate if its partner has no webhook, and leaves the one there is as it is (WH-1). Of several first registrations at
     * once, one is kept.
     *
     * @return the webhook that is kept
     * @throws UnreadableWebhookException if there is one already and it cannot be read
     */
    Webhook addOrGet(Webhook candidate);

    /**
     * Changes the partner's webhook. Changes of one webhook are made one after the other, each on what the one before left.
     *
     * @param change makes the new webhook of the one there is, with the same id and partner; it may be called again, and does nothing
     *     else
     * @return the webhook as it is now; none where the partner has none
     * @throws UnreadableWebhookException if it is there and cannot be read; it stays as it is
     */
    Optional<Webhook> change(PartnerId partnerId, UnaryOperator<Webhook> change);
}

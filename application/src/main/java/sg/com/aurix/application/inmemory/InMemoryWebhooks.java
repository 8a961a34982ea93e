package sg.com.aurix.application.inmemory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

final class InMemoryWebhooks implements Webhooks {
    private final Transactions transactions;
    private final Map<PartnerId, Webhook> webhooks = new HashMap<>();

    InMemoryWebhooks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Webhook> of(PartnerId partnerId) {
        return transactions.run(() -> Optional.ofNullable(webhooks.get(partnerId)));
    }

    @Override
    public Webhook register(Webhook candidate) {
        return transactions.run(() -> {
            Webhook known = webhooks.get(candidate.partnerId());
            Webhook kept = known == null ? candidate : known.movedTo(candidate.url(), candidate.updatedAt());
            transactions.put(webhooks, kept.partnerId(), kept);
            return kept;
        });
    }
}

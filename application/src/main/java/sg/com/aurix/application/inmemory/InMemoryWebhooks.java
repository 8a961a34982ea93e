package sg.com.aurix.application.inmemory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;
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
    public Map<PartnerId, Set<EventType>> taking(Collection<PartnerId> partnerIds) {
        return transactions.run(() -> webhooks.values().stream()
                .filter(webhook -> partnerIds.contains(webhook.partnerId()) && webhook.active())
                .collect(Collectors.toMap(Webhook::partnerId, Webhook::events)));
    }

    @Override
    public Webhook addOrGet(Webhook candidate) {
        return transactions.run(() -> of(candidate.partnerId()).orElseGet(() -> kept(candidate)));
    }

    @Override
    public Optional<Webhook> change(PartnerId partnerId, UnaryOperator<Webhook> change) {
        return transactions.run(() -> of(partnerId).map(change).map(this::kept));
    }

    private Webhook kept(Webhook webhook) {
        transactions.put(webhooks, webhook.partnerId(), webhook);
        return webhook;
    }
}

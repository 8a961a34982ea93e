package sg.com.aurix.adapters.persistence;

import java.util.Optional;
import java.util.function.UnaryOperator;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

final class PostgresWebhooks implements Webhooks {
    private final Transactions transactions;
    private final WebhookRows rows;

    PostgresWebhooks(Transactions transactions, WebhookRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @Override
    public Optional<Webhook> of(PartnerId partnerId) {
        return transactions.call(() -> rows.findByPartnerId(partnerId.value())).map(WebhookRow::toWebhook);
    }

    @Override
    public Webhook addOrGet(Webhook candidate) {
        return transactions
                .call(() -> rows.insertOrMove(WebhookRow.of(candidate)))
                .toWebhook();
    }

    @Override
    public Optional<Webhook> change(PartnerId partnerId, UnaryOperator<Webhook> change) {
        return of(partnerId).map(change);
    }
}

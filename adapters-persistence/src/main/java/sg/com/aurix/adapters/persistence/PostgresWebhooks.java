package sg.com.aurix.adapters.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.Webhook;

final class PostgresWebhooks implements Webhooks {
    /** A webhook and its secrets, the current one first, in one round trip. */
    static final String FIND = """
        SELECT w.*, s.secret_no, s.ciphertext, s.key_version, s.valid_until
        FROM webhooks w
        LEFT JOIN webhook_secrets s ON s.partner_id = w.partner_id AND s.webhook_id = w.webhook_id
        WHERE w.partner_id = ?
        ORDER BY s.secret_no DESC
        """;

    static final String TAKING = "SELECT partner_id, events FROM webhooks WHERE partner_id = ANY (?) AND active";

    /** Apart from reading it: a statement that had to wait for the lock would see the secrets as they were before. */
    static final String LOCK = "SELECT webhook_id FROM webhooks WHERE partner_id = ? FOR UPDATE";

    private static final String ADD_UNLESS_THERE = """
        INSERT INTO webhooks (
            url, delivery, events, active, deactivated_at, deactivated_reason, failing_since, created_at, updated_at,
            partner_id, webhook_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (partner_id) DO NOTHING
        """;

    private static final String REPLACE = """
        UPDATE webhooks SET
            url = ?, delivery = ?, events = ?, active = ?, deactivated_at = ?, deactivated_reason = ?, failing_since = ?,
            created_at = ?, updated_at = ?
        WHERE partner_id = ? AND webhook_id = ?
        """;

    private static final String ADD_SECRET = """
        INSERT INTO webhook_secrets (partner_id, webhook_id, secret_no, ciphertext, key_version, valid_until)
        VALUES (?, ?, ?, ?, ?, ?)
        """;

    private static final String REMOVE_SECRETS = "DELETE FROM webhook_secrets WHERE partner_id = ? AND webhook_id = ?";

    private final Transactions transactions;
    private final Statements statements;
    private final SecretCipher cipher;

    PostgresWebhooks(Transactions transactions, Statements statements, SecretCipher cipher) {
        this.transactions = transactions;
        this.statements = statements;
        this.cipher = cipher;
    }

    @Override
    public Optional<Webhook> of(PartnerId partnerId) {
        return find(partnerId).map(Kept::webhook);
    }

    @Override
    public Map<PartnerId, Set<EventType>> taking(Collection<PartnerId> partnerIds) {
        return statements
                .list(
                        TAKING,
                        parameters -> parameters.uuids(List.copyOf(partnerIds), PartnerId::value),
                        row -> Map.entry(new PartnerId(row.uuid("partner_id")), WebhookRow.types(row.texts("events"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Webhook addOrGet(Webhook candidate) {
        return transactions.run(() -> {
            if (write(ADD_UNLESS_THERE, candidate) == 0) {
                return of(candidate.partnerId()).orElseThrow();
            }
            add(SecretRow.of(candidate, 0, cipher));
            return candidate;
        });
    }

    @Override
    public Optional<Webhook> change(PartnerId partnerId, UnaryOperator<Webhook> change) {
        return transactions.run(() -> {
            statements.list(LOCK, parameters -> parameters.uuid(partnerId.value()), row -> row.uuid("webhook_id"));
            return find(partnerId).map(kept -> replace(kept, change.apply(kept.webhook())));
        });
    }

    private Webhook replace(Kept kept, Webhook changed) {
        if (changed.equals(kept.webhook())) {
            return changed;
        }
        if (write(REPLACE, changed) == 0) {
            throw new IllegalArgumentException("a change must leave the webhook its id and its partner");
        }
        if (!changed.secrets().equals(kept.webhook().secrets())) {
            // All of them anew, under numbers not given before: that is seldom, and never wrong.
            statements.update(
                    REMOVE_SECRETS,
                    parameters -> parameters
                            .uuid(changed.partnerId().value())
                            .uuid(changed.id().value()));
            add(SecretRow.of(changed, kept.numbersGiven(), cipher));
        }
        return changed;
    }

    private int write(String sql, Webhook webhook) {
        WebhookRow row = WebhookRow.of(webhook);
        return statements.update(
                sql,
                parameters -> parameters
                        .text(row.url())
                        .text(row.delivery())
                        .texts(row.events(), name -> name)
                        .flag(row.active())
                        .instant(row.deactivatedAt())
                        .text(row.deactivatedReason())
                        .instant(row.failingSince())
                        .instant(row.createdAt())
                        .instant(row.updatedAt())
                        .uuid(row.partnerId())
                        .uuid(row.webhookId()));
    }

    private void add(List<SecretRow> secrets) {
        statements.updateEach(
                ADD_SECRET,
                secrets,
                (parameters, row) -> parameters
                        .uuid(row.place().partnerId())
                        .uuid(row.place().webhookId())
                        .number(row.place().secretNo())
                        .bytes(row.ciphertext())
                        .number(row.keyVersion())
                        .instant(row.validUntil()));
    }

    private Optional<Kept> find(PartnerId partnerId) {
        List<Joined> rows = statements.list(
                FIND,
                parameters -> parameters.uuid(partnerId.value()),
                row -> new Joined(
                        WebhookRow.read(row),
                        row.isNull("secret_no") ? Optional.empty() : Optional.of(SecretRow.read(row))));
        return rows.stream().findFirst().map(first -> kept(first.webhook(), rows));
    }

    private Kept kept(WebhookRow webhook, List<Joined> rows) {
        List<SecretRow> secrets =
                rows.stream().flatMap(row -> row.secret().stream()).toList();
        if (secrets.isEmpty()) {
            throw UnreadableSecretException.missing(webhook);
        }
        return new Kept(
                webhook.toWebhook(SecretRow.decrypted(secrets, cipher)),
                secrets.get(0).place().secretNo());
    }

    private record Joined(WebhookRow webhook, Optional<SecretRow> secret) {}

    /** @param numbersGiven the number of its current secret, which is the greatest */
    private record Kept(Webhook webhook, int numbersGiven) {}
}

package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** What stands in the database of a webhook's secret: nothing that anybody without the key could use. */
@Requirement("RS-17")
class WebhookSecretsTest {
    private static final String MIGRATED_SECRET = "aurix_FromTheFirstSchemaFromTheFirst12";
    private static final PartnerId MIGRATED_PARTNER =
            new PartnerId(UUID.fromString("0193e9a4-2f10-7000-8000-000000000001"));

    private final TestDatabase database = TestDatabase.empty();

    private TestStore started() {
        PostgresSchema.migrate(database.settings());
        TestStore started = TestStore.open(database, database.settings());
        started.encryptSecrets();
        return started;
    }

    private static Webhook rotated(Samples samples, Ports ports, Webhook webhook) {
        return ports.webhooks()
                .change(
                        webhook.partnerId(),
                        known -> known.with(
                                known.secrets()
                                        .rotated(samples.secret(), samples.now(), Duration.ofHours(24))
                                        .orElseThrow(),
                                samples.now()))
                .orElseThrow();
    }

    /** Every row of every table, as text: bytes are in hex there. */
    private List<String> dump() {
        List<String> rows = new ArrayList<>();
        for (String table : database.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            rows.addAll(database.texts("SELECT t::text FROM " + table + " t"));
        }
        return rows;
    }

    private void assertNowhere(WebhookSecret secret) {
        assertThat(String.join("\n", dump()))
                .doesNotContain(secret.value().substring("aurix_".length()))
                .doesNotContain(HexFormat.of().formatHex(secret.decoded()))
                .doesNotContain(HexFormat.of().formatHex(secret.value().getBytes(StandardCharsets.UTF_8)));
    }

    /** The files of tables and indexes that hold a text, also in what rows left behind; the log of writes is not among them. */
    private List<String> filesWith(String text) {
        database.execute("CHECKPOINT");
        return database.texts("""
            SELECT relname FROM pg_class
            WHERE relkind IN ('r', 'i', 't') AND relpersistence = 'p' AND pg_relation_size(oid) > 0
                AND position(convert_to('%s', 'UTF8') IN pg_read_binary_file(pg_relation_filepath(oid))) > 0
            ORDER BY 1\
            """.formatted(text));
    }

    @Test
    void no_secret_is_anywhere_in_the_database() {
        try (TestStore store = started()) {
            Samples samples = Samples.in(store.ports());
            Webhook first = samples.addWebhook(samples.addPartner().id());
            Webhook second = rotated(samples, store.ports(), first);
            Webhook third = rotated(samples, store.ports(), second);

            assertThat(store.ports().webhooks().of(first.partnerId())).contains(third);
            assertThat(String.join("\n", dump())).contains(first.url().value());
            assertThat(filesWith(first.url().value())).contains("webhooks");
            for (WebhookSecret secret : third.secrets().validAt(samples.now())) {
                assertNowhere(secret);
                assertThat(filesWith(secret.value())).isEmpty();
            }
        }
    }

    private void addByFirstSchema() {
        Flyway.configure()
                .dataSource(
                        database.settings().url(),
                        database.settings().user(),
                        database.settings().password())
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        database.execute("""
            INSERT INTO partners VALUES ('%1$s', 'Glow Salon', '2026-01-01T00:00:00Z');
            INSERT INTO webhooks
            VALUES ('%1$s', '0193e9a4-2f10-7000-8000-000000000002', 'https://example.com/hook', '%2$s', false,
                '2026-01-02T11:17:02.644566Z', '2026-01-03T11:17:02.644566Z')\
            """.formatted(MIGRATED_PARTNER, MIGRATED_SECRET));
    }

    @Test
    void a_secret_that_was_kept_in_plain_text_is_kept_encrypted_and_leaves_no_trace() {
        addByFirstSchema();
        assertThat(filesWith(MIGRATED_SECRET)).containsExactly("webhooks");

        try (TestStore store = started()) {
            Webhook webhook = store.ports().webhooks().of(MIGRATED_PARTNER).orElseThrow();
            assertThat(webhook.secret()).isEqualTo(new WebhookSecret(MIGRATED_SECRET));
            assertThat(webhook.active()).isFalse();
            assertThat(webhook.createdAt()).isEqualTo("2026-01-02T11:17:02.644566Z");
            assertThat(webhook)
                    .isEqualTo(Webhook.register(
                                    webhook.id(),
                                    webhook.partnerId(),
                                    webhook.url(),
                                    webhook.secret(),
                                    webhook.createdAt())
                            .with(
                                    new Webhook.Change(
                                            webhook.url(), Optional.empty(), Optional.empty(), Optional.of(false)),
                                    webhook.updatedAt()));
        }
        assertNowhere(new WebhookSecret(MIGRATED_SECRET));
        assertThat(filesWith(MIGRATED_SECRET)).isEmpty();
    }

    @Test
    void a_secret_in_plain_text_is_not_used_before_it_is_encrypted() {
        addByFirstSchema();
        PostgresSchema.migrate(database.settings());

        try (TestStore store = TestStore.open(database, database.settings())) {
            assertThatThrownBy(() -> store.ports().webhooks().of(MIGRATED_PARTNER))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining("is not encrypted")
                    .hasMessageNotContaining(MIGRATED_SECRET);
        }
    }

    @Test
    void plain_text_that_is_no_secret_is_left_for_the_operator_and_holds_up_nobody() {
        addByFirstSchema();
        database.execute("UPDATE webhooks SET secret = 'changed by hand'");

        try (TestStore store = started()) {
            Samples samples = Samples.in(store.ports());
            Webhook webhook = samples.addWebhook(samples.addPartner().id());

            assertThat(store.ports().webhooks().of(webhook.partnerId())).contains(webhook);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE webhook_secrets SET ciphertext = (SELECT ciphertext FROM webhook_secrets WHERE partner_id ="
                        + " '%2$s') WHERE partner_id = '%1$s'",
                "UPDATE webhook_secrets SET ciphertext = (SELECT ciphertext FROM webhook_secrets WHERE partner_id ="
                        + " '%1$s' AND valid_until IS NOT NULL) WHERE partner_id = '%1$s' AND valid_until IS NULL",
                "UPDATE webhook_secrets SET secret_no = secret_no + 10 WHERE partner_id = '%1$s'",
                "UPDATE webhook_secrets SET webhook_id = '%2$s' WHERE partner_id = '%1$s';"
                        + "UPDATE webhooks SET webhook_id = '%2$s' WHERE partner_id = '%1$s'",
                "UPDATE webhook_secrets SET ciphertext = '' WHERE partner_id = '%1$s'",
                "UPDATE webhook_secrets SET ciphertext = 'aurix_0123456789abcdef0123456789abcdef', key_version = 0"
                        + " WHERE partner_id = '%1$s'",
                "UPDATE webhook_secrets SET key_version = 2 WHERE partner_id = '%1$s'",
                "DELETE FROM webhook_secrets WHERE partner_id = '%1$s'"
            })
    @Requirement("RS-6")
    void a_row_that_was_changed_past_aurix_is_refused_and_holds_up_no_other(String change) {
        try (TestStore store = started()) {
            Ports ports = store.ports();
            Samples samples = Samples.in(ports);
            Webhook other = samples.addWebhook(samples.addPartner().id());
            Webhook webhook = rotated(
                    samples, ports, samples.addWebhook(samples.addPartner().id()));

            database.execute(change.formatted(webhook.partnerId(), other.partnerId()));

            assertThatThrownBy(() -> ports.webhooks().of(webhook.partnerId()))
                    .isInstanceOf(UnreadableSecretException.class);
            assertThatThrownBy(() -> ports.webhooks().change(webhook.partnerId(), known -> known))
                    .isInstanceOf(UnreadableSecretException.class);
            assertThat(ports.webhooks().of(other.partnerId())).contains(other);
        }
    }

    @Test
    void what_a_rotation_replaces_for_good_is_deleted() {
        try (TestStore store = started()) {
            Samples samples = Samples.in(store.ports());
            Webhook first = samples.addWebhook(samples.addPartner().id());
            rotated(samples, store.ports(), first);
            store.advance(Duration.ofHours(25));

            Webhook third = rotated(samples, store.ports(), first);

            assertThat(third.secrets().retiring()).hasSize(1);
            assertThat(database.number("SELECT count(*) FROM webhook_secrets")).isEqualTo(2);
        }
    }

    @Test
    void a_change_must_leave_the_webhook_its_id_and_its_partner() {
        try (TestStore store = started()) {
            Samples samples = Samples.in(store.ports());
            Webhook webhook = samples.addWebhook(samples.addPartner().id());
            Webhook other = samples.webhook(samples.addPartner().id());

            assertThatThrownBy(() -> store.ports().webhooks().change(webhook.partnerId(), known -> other))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(store.ports().webhooks().of(webhook.partnerId())).contains(webhook);
        }
    }
}

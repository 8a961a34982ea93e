package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

/** Keys come and go, and secrets stay. */
@Requirement("RS-17")
class SecretsAtRestTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FIRST = SecretKeys.draw(RANDOM);
    private static final String SECOND = "2" + SecretKeys.draw(RANDOM).substring(1);
    private static final String VERSIONS = "SELECT DISTINCT key_version FROM webhook_secrets ORDER BY 1";

    /** More than are locked together. */
    private static final int MANY = 250;

    private final TestDatabase database = TestDatabase.migrated();
    private final TestStore store = started(FIRST);
    private final Samples samples = Samples.in(store.ports());

    private TestStore started(String keys) {
        TestStore started = TestStore.open(database, SecretKeys.parse(keys));
        try {
            started.encryptSecrets();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Webhook addRotated() {
        Webhook added = samples.addWebhook(samples.addPartner().id());
        return store.ports()
                .webhooks()
                .change(
                        added.partnerId(),
                        known -> known.with(
                                known.secrets()
                                        .rotated(samples.secret(), samples.now(), Duration.ofHours(1))
                                        .orElseThrow(),
                                samples.now()))
                .orElseThrow();
    }

    private void assertReadBy(TestStore reader, Webhook webhook) {
        assertThat(reader.ports().webhooks().of(webhook.partnerId())).contains(webhook);
    }

    @Test
    void a_new_key_takes_over_every_secret_and_the_old_one_can_be_dropped() {
        Webhook webhook = addRotated();

        try (TestStore both = TestStore.open(database, SecretKeys.parse(SECOND + "," + FIRST))) {
            assertReadBy(both, webhook);
            assertThat(both.encryptSecrets()).isEqualTo(2);
            assertReadBy(both, webhook);
            assertThat(both.encryptSecrets()).isZero();
        }
        assertThat(database.texts(VERSIONS)).containsExactly("2");
        try (TestStore without = started(SECOND)) {
            assertReadBy(without, webhook);
        }
    }

    @Test
    void the_way_back_is_the_same() {
        Webhook webhook = addRotated();
        started(SECOND + "," + FIRST).close();

        started(FIRST + "," + SECOND).close();

        assertThat(database.texts(VERSIONS)).containsExactly("1");
        assertReadBy(store, webhook);
    }

    @Test
    void nodes_change_keys_one_after_the_other_when_all_know_the_new_one_before_any_uses_it() {
        Webhook webhook = addRotated();

        try (TestStore prepared = started(FIRST + "," + SECOND);
                TestStore switched = started(SECOND + "," + FIRST)) {
            assertReadBy(prepared, webhook);
            Webhook added =
                    Samples.in(switched.ports()).addWebhook(samples.addPartner().id());
            assertReadBy(prepared, added);
        }
    }

    @Test
    void nodes_that_start_at_once_encrypt_each_secret_and_wait_for_no_end() {
        List<PartnerId> partners = database.texts("""
            WITH added AS (
                INSERT INTO partners SELECT uuidv7(), 'Glow Salon', now() FROM generate_series(1, %d)
                RETURNING partner_id
            )
            SELECT partner_id FROM added\
            """.formatted(MANY)).stream()
                .map(UUID::fromString)
                .map(PartnerId::new)
                .toList();
        List<Webhook> webhooks = partners.stream().map(samples::addWebhook).toList();

        List<Integer> encrypted = Race.run(4, node -> {
            try (TestStore starting = TestStore.open(database, SecretKeys.parse(SECOND + "," + FIRST))) {
                return starting.encryptSecrets();
            }
        });

        assertThat(encrypted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
        assertThat(database.texts(VERSIONS)).containsExactly("2");
        try (TestStore reader = started(SECOND)) {
            assertThat(webhooks).allSatisfy(webhook -> assertReadBy(reader, webhook));
        }
    }

    @Test
    void a_rotation_under_way_is_waited_for_and_not_undone() {
        Webhook webhook = addRotated();

        CompletableFuture<Integer> encrypting = store.ports().unitOfWork().run(() -> {
            store.ports()
                    .webhooks()
                    .change(
                            webhook.partnerId(),
                            known -> known.with(
                                    known.secrets()
                                            .rotated(samples.secret(), samples.now(), Duration.ZERO)
                                            .orElseThrow(),
                                    samples.now()));
            CompletableFuture<Integer> started = Race.apart(() -> {
                try (TestStore other = TestStore.open(database, SecretKeys.parse(SECOND + "," + FIRST))) {
                    return other.encryptSecrets();
                }
            });
            Race.assertWaiting(started);
            return started;
        });
        Race.result(encrypting);

        Webhook kept = store.ports().webhooks().of(webhook.partnerId()).orElseThrow();
        assertThat(kept.secret()).isNotEqualTo(webhook.secret());
        try (TestStore after = started(SECOND + "," + FIRST)) {
            assertReadBy(after, kept);
        }
    }

    @Test
    void without_the_key_that_secrets_are_encrypted_with_no_server_starts() {
        addRotated();

        assertThatThrownBy(() -> started(SECOND))
                .isInstanceOf(UnusableSecretKeysException.class)
                .hasMessageContaining("key version 1 is not given");
        assertThat(database.texts(VERSIONS)).containsExactly("1");
    }

    @Test
    void another_key_of_a_known_version_is_found_out_before_there_is_any_secret() {
        String other = SecretKeys.draw(RANDOM);

        assertThatThrownBy(() -> started(other))
                .isInstanceOf(UnusableSecretKeysException.class)
                .hasMessageContaining("key version 1 is not the key");
        assertThatThrownBy(() -> started(SECOND + "," + other)).isInstanceOf(UnusableSecretKeysException.class);
        started(SECOND + "," + FIRST).close();
    }

    @Test
    void of_servers_that_start_at_once_with_keys_of_their_own_one_is_told() {
        TestDatabase fresh = TestDatabase.migrated();

        List<String> outcomes = Race.run(2, node -> {
            try (TestStore starting = TestStore.open(fresh, SecretKeys.parse(SecretKeys.draw(RANDOM)))) {
                starting.encryptSecrets();
                return "started";
            } catch (UnusableSecretKeysException e) {
                return "told";
            }
        });

        assertThat(outcomes).containsExactlyInAnyOrder("started", "told");
    }

    @Requirement("RS-6")
    @Test
    void a_secret_that_cannot_be_read_holds_up_no_other() {
        Webhook damaged = addRotated();
        Webhook webhook = addRotated();
        database.execute(
                "UPDATE webhook_secrets SET ciphertext = set_byte(ciphertext, 20, 255 - get_byte(ciphertext, 20))"
                        + " WHERE valid_until IS NULL AND partner_id = '" + damaged.partnerId() + "'");

        try (TestStore both = TestStore.open(database, SecretKeys.parse(SECOND + "," + FIRST))) {
            assertThat(both.encryptSecrets()).as("all but one").isEqualTo(3);
            assertReadBy(both, webhook);
            assertThatThrownBy(() -> both.ports().webhooks().of(damaged.partnerId()))
                    .isInstanceOf(UnreadableSecretException.class)
                    .hasMessageContaining(damaged.partnerId().toString());
        }
    }
}

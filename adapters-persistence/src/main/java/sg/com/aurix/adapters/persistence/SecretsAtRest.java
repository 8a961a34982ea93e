package sg.com.aurix.adapters.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every secret that is kept is encrypted with the current key (RS-17). Any number of nodes may do so at once, also
 * while others serve.
 */
final class SecretsAtRest {
    private static final Logger LOG = LoggerFactory.getLogger(SecretsAtRest.class);

    /** How many rows are locked together: a few milliseconds' work. */
    private static final int AT_ONCE = 100;

    private static final String CHECKS = "SELECT key_version, check_value FROM secret_keys";

    private static final String ADD_CHECK =
            "INSERT INTO secret_keys (key_version, check_value) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String VERSIONS = "SELECT DISTINCT key_version FROM webhook_secrets";

    /** In the order of their keys, so that nodes that do this at once wait for each other and never in a circle. */
    private static final String NEXT_OUTDATED = """
        SELECT * FROM webhook_secrets
        WHERE key_version <> ? AND (partner_id, webhook_id, secret_no) > (?, ?, ?)
        ORDER BY partner_id, webhook_id, secret_no
        LIMIT ?
        FOR UPDATE
        """;

    private static final String REPLACE = """
        UPDATE webhook_secrets SET ciphertext = ?, key_version = ?
        WHERE partner_id = ? AND webhook_id = ? AND secret_no = ?
        """;

    /** An updated row leaves its earlier self in the table's file for a while; this writes the file anew. */
    private static final String WIPE = "VACUUM FULL webhook_secrets";

    private final Transactions transactions;
    private final Statements statements;
    private final SecretCipher cipher;

    SecretsAtRest(Transactions transactions, Statements statements, SecretCipher cipher) {
        this.transactions = transactions;
        this.statements = statements;
        this.cipher = cipher;
    }

    /**
     * Encrypts what is not yet encrypted with the current key. A row that cannot be read is left as it is, and logged: it holds up no
     * other (RS-6).
     *
     * @return how many secrets were encrypted
     * @throws UnusableSecretKeysException if the keys are not those that this database needs
     */
    int encrypt() {
        requireKeys();
        int encrypted = 0;
        int plain = 0;
        SecretPlace after = new SecretPlace(new UUID(0, 0), new UUID(0, 0), 0);
        Optional<Batch> batch = encryptNext(after);
        while (batch.isPresent()) {
            encrypted += batch.get().encrypted();
            plain += batch.get().plain();
            batch = encryptNext(batch.get().last());
        }
        if (plain > 0) {
            wipe();
        }
        if (encrypted > 0) {
            LOG.info(
                    "{} secrets of webhooks were encrypted with key version {}, {} of them kept in plain text before",
                    encrypted,
                    cipher.keys().current(),
                    plain);
        }
        return encrypted;
    }

    private void requireKeys() {
        Map<Integer, byte[]> known = checks();
        requireTheSame(known);
        statements.list(VERSIONS, parameters -> {}, row -> Math.toIntExact(row.number("key_version"))).stream()
                .filter(version -> version != SecretCipher.PLAIN)
                .filter(version -> !cipher.keys().versions().contains(version))
                .sorted()
                .findFirst()
                .ifPresent(version -> {
                    throw UnusableSecretKeysException.missing(version);
                });
        for (int version : cipher.keys().versions()) {
            if (!known.containsKey(version)) {
                statements.update(
                        ADD_CHECK, parameters -> parameters.number(version).bytes(cipher.checkValue(version)));
            }
        }
        // Of nodes that start at once with different keys, one was first.
        requireTheSame(checks());
    }

    private Map<Integer, byte[]> checks() {
        return statements
                .list(
                        CHECKS,
                        parameters -> {},
                        row -> Map.entry(Math.toIntExact(row.number("key_version")), row.bytes("check_value")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void requireTheSame(Map<Integer, byte[]> known) {
        for (int version : cipher.keys().versions()) {
            if (known.containsKey(version) && !cipher.made(version, known.get(version))) {
                throw UnusableSecretKeysException.other(version);
            }
        }
    }

    private Optional<Batch> encryptNext(SecretPlace after) {
        return transactions.run(() -> {
            List<SecretRow> outdated = statements.list(
                    NEXT_OUTDATED,
                    parameters -> parameters
                            .number(cipher.keys().current())
                            .uuid(after.partnerId())
                            .uuid(after.webhookId())
                            .number(after.secretNo())
                            .number(AT_ONCE),
                    SecretRow::read);
            return outdated.isEmpty() ? Optional.empty() : Optional.of(encrypt(outdated));
        });
    }

    private Batch encrypt(List<SecretRow> outdated) {
        List<SecretRow> fresh = new ArrayList<>();
        int plain = 0;
        for (SecretRow row : outdated) {
            try {
                fresh.add(row.encryptedAnew(cipher));
                plain += row.isPlain() ? 1 : 0;
            } catch (UnreadableSecretException e) {
                LOG.warn("{}: delete its rows and have it registered again", e.getMessage());
            }
        }
        statements.updateEach(
                REPLACE,
                fresh,
                (parameters, row) -> parameters
                        .bytes(row.ciphertext())
                        .number(row.keyVersion())
                        .uuid(row.place().partnerId())
                        .uuid(row.place().webhookId())
                        .number(row.place().secretNo()));
        return new Batch(fresh.size(), plain, outdated.get(outdated.size() - 1).place());
    }

    private void wipe() {
        try {
            statements.update(WIPE, parameters -> {});
        } catch (RuntimeException e) {
            LOG.warn("plain text may remain in the file of webhook_secrets until you run {}: {}", WIPE, e.getMessage());
        }
    }

    private record Batch(int encrypted, int plain, SecretPlace last) {}
}

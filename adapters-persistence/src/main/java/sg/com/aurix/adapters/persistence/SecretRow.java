package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookSecrets;
import sg.com.aurix.domain.webhook.WebhookSecrets.Retiring;

/** A secret of a webhook as it is kept: encrypted. */
final class SecretRow {
    private final SecretPlace place;
    private final byte[] ciphertext;
    private final int keyVersion;
    private final Optional<Instant> validUntil;

    private SecretRow(SecretPlace place, byte[] ciphertext, int keyVersion, Optional<Instant> validUntil) {
        this.place = place;
        this.ciphertext = ciphertext;
        this.keyVersion = keyVersion;
        this.validUntil = validUntil;
    }

    /**
     * The rows of all secrets of a webhook, the oldest first.
     *
     * @param numbersGiven the greatest number that a secret of this webhook ever had
     */
    static List<SecretRow> of(Webhook webhook, int numbersGiven, SecretCipher cipher) {
        UUID partner = webhook.partnerId().value();
        UUID id = webhook.id().value();
        List<SecretRow> rows = new ArrayList<>();
        int number = numbersGiven;
        for (Retiring old : webhook.secrets().retiring().reversed()) {
            number++;
            rows.add(encrypted(
                    new SecretPlace(partner, id, number), old.secret(), Optional.of(old.validUntil()), cipher));
        }
        rows.add(encrypted(
                new SecretPlace(partner, id, number + 1), webhook.secrets().current(), Optional.empty(), cipher));
        return rows;
    }

    private static SecretRow encrypted(
            SecretPlace place, WebhookSecret secret, Optional<Instant> validUntil, SecretCipher cipher) {
        return new SecretRow(place, cipher.encrypt(place, secret), cipher.keys().current(), validUntil);
    }

    static SecretRow read(Row row) throws SQLException {
        SecretPlace place = new SecretPlace(
                row.uuid("partner_id"), row.uuid("webhook_id"), Math.toIntExact(row.number("secret_no")));
        return new SecretRow(
                place,
                row.bytes("ciphertext"),
                Math.toIntExact(row.number("key_version")),
                row.optionalInstant("valid_until"));
    }

    /** What the rows of a webhook hold, given the newest first. */
    static WebhookSecrets decrypted(List<SecretRow> rows, SecretCipher cipher) {
        List<Retiring> retiring = rows.stream()
                .skip(1)
                .map(row -> new Retiring(row.decrypted(cipher), row.validUntil.orElseThrow()))
                .toList();
        return new WebhookSecrets(rows.get(0).decrypted(cipher), retiring);
    }

    private WebhookSecret decrypted(SecretCipher cipher) {
        return cipher.decrypt(place, keyVersion, ciphertext);
    }

    /** This row under the current key; plain text is taken too. */
    SecretRow encryptedAnew(SecretCipher cipher) {
        return encrypted(place, cipher.decryptOrTakePlain(place, keyVersion, ciphertext), validUntil, cipher);
    }

    SecretPlace place() {
        return place;
    }

    byte[] ciphertext() {
        return ciphertext;
    }

    int keyVersion() {
        return keyVersion;
    }

    boolean isPlain() {
        return keyVersion == SecretCipher.PLAIN;
    }

    Optional<Instant> validUntil() {
        return validUntil;
    }
}

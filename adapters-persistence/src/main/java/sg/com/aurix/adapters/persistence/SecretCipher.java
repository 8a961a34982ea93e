package sg.com.aurix.adapters.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.webhook.WebhookSecret;

/**
 * Encrypts secrets with AES-256-GCM, the JDK's own (RS-17, NIST SP 800-38D).
 *
 * <p>What is kept is a nonce of 96 bits, drawn anew for each encryption, the ciphertext, and a tag of 128 bits. The tag also covers
 * the row and the version of the key, so a ciphertext means nothing in another row. Safe for use by several threads.
 */
final class SecretCipher {
    /** The version of no key: what stands there is plain text. */
    static final int PLAIN = 0;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeys keys;
    private final RandomGenerator secureRandom;

    SecretCipher(SecretKeys keys, RandomGenerator secureRandom) {
        this.keys = keys;
        this.secureRandom = secureRandom;
    }

    SecretKeys keys() {
        return keys;
    }

    /** The secret under the current key, for that row and no other. */
    byte[] encrypt(SecretPlace place, WebhookSecret secret) {
        int version = keys.current();
        return seal(key(version), bound(place, version), secret.value().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws UnreadableSecretException if it is not what was encrypted for that row with that version of the key */
    WebhookSecret decrypt(SecretPlace place, int version, byte[] kept) {
        if (version == PLAIN) {
            throw UnreadableSecretException.because("is not encrypted", place, null);
        }
        SecretKey key = keys.find(version)
                .orElseThrow(() -> UnreadableSecretException.because(
                        "is encrypted with key version " + version + ", which is not given", place, null));
        try {
            return new WebhookSecret(new String(open(key, bound(place, version), kept), StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            throw UnreadableSecretException.because(
                    "is not what was encrypted for it with key version " + version, place, e);
        }
    }

    /** As {@link #decrypt}, and takes plain text for what it is. */
    WebhookSecret decryptOrTakePlain(SecretPlace place, int version, byte[] kept) {
        if (version != PLAIN) {
            return decrypt(place, version, kept);
        }
        try {
            return new WebhookSecret(new String(kept, StandardCharsets.UTF_8));
        } catch (InvalidValueException e) {
            throw UnreadableSecretException.because("is plain text that is no secret", place, e);
        }
    }

    /** What tells later whether a key is the one it is taken for: an encryption of nothing. */
    byte[] checkValue(int version) {
        return seal(key(version), boundToNothing(version), new byte[0]);
    }

    /** Whether the key of that version made that check value. */
    boolean made(int version, byte[] checkValue) {
        try {
            open(key(version), boundToNothing(version), checkValue);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        }
    }

    private SecretKey key(int version) {
        return keys.find(version).orElseThrow();
    }

    private static byte[] bound(SecretPlace place, int version) {
        byte[] table = "webhook_secrets\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(table.length + 4 * Long.BYTES + 2 * Integer.BYTES)
                .put(table)
                .putLong(place.partnerId().getMostSignificantBits())
                .putLong(place.partnerId().getLeastSignificantBits())
                .putLong(place.webhookId().getMostSignificantBits())
                .putLong(place.webhookId().getLeastSignificantBits())
                .putInt(place.secretNo())
                .putInt(version)
                .array();
    }

    private static byte[] boundToNothing(int version) {
        byte[] table = "secret_keys\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(table.length + Integer.BYTES)
                .put(table)
                .putInt(version)
                .array();
    }

    private byte[] seal(SecretKey key, byte[] bound, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        secureRandom.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw inEveryJdk(e);
        }
    }

    private static byte[] open(SecretKey key, byte[] bound, byte[] kept) throws AEADBadTagException {
        if (kept.length < NONCE_BYTES) {
            throw new AEADBadTagException("too short");
        }
        ByteBuffer parts = ByteBuffer.wrap(kept);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, bound).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw inEveryJdk(e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static IllegalStateException inEveryJdk(GeneralSecurityException e) {
        return new IllegalStateException("this JDK does not do what every JDK must", e);
    }
}

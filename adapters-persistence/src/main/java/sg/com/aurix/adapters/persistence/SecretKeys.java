package sg.com.aurix.adapters.persistence;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import sg.com.aurix.domain.InvalidValueException;

/**
 * The keys that webhooks' secrets are encrypted with, by version: the first encrypts, all of them decrypt (RS-17).
 *
 * <p>Written as {@code 2:<base64>,1:<base64>}, each of 32 bytes; a key without a version has version 1.
 */
public final class SecretKeys {
    /** The greatest version; the smallest is 1. */
    public static final int GREATEST_VERSION = 1_000_000;

    private static final int BYTES = 32;
    private static final int FIRST_VERSION = 1;

    private final int current;
    private final Map<Integer, SecretKey> keys;

    private SecretKeys(SequencedMap<Integer, SecretKey> keys) {
        this.current = keys.firstEntry().getKey();
        this.keys = Collections.unmodifiableMap(keys);
    }

    /**
     * The keys that a text holds.
     *
     * @throws InvalidValueException if it does not hold valid ones, saying which by its place and nothing of what stands there (RS-19)
     */
    public static SecretKeys parse(String written) {
        List<String> parts =
                Arrays.stream(written.split(",", -1)).map(String::strip).toList();
        SequencedMap<Integer, SecretKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String which = ": key " + (i + 1) + " of " + parts.size();
            String part = parts.get(i);
            int colon = part.indexOf(':');
            int version =
                    colon < 0 ? FIRST_VERSION : version(part.substring(0, colon).strip(), which);
            if (keys.put(version, key(part.substring(colon + 1).strip(), which)) != null) {
                throw new InvalidValueException(
                        "must give each key a version of its own" + which + " has that of an earlier one");
            }
        }
        return new SecretKeys(keys);
    }

    /** A new key of version 1, in the form that {@link #parse} reads. */
    public static String draw(RandomGenerator secureRandom) {
        byte[] bytes = new byte[BYTES];
        secureRandom.nextBytes(bytes);
        return FIRST_VERSION + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    private static int version(String written, String which) {
        try {
            int version = Integer.parseInt(written);
            if (version >= FIRST_VERSION && version <= GREATEST_VERSION) {
                return version;
            }
        } catch (NumberFormatException e) {
            // The same to the operator as a number out of range.
        }
        throw new InvalidValueException("must give versions from 1 to " + GREATEST_VERSION + which + " has another");
    }

    private static SecretKey key(String base64, String which) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Not as the cause: the decoder quotes the character that it stumbles over.
            throw new InvalidValueException("must give keys in base64" + which + " is in something else");
        }
        if (bytes.length != BYTES) {
            throw new InvalidValueException(
                    "must give keys of " + BYTES + " bytes in base64" + which + " has " + bytes.length);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** The version that encrypts. */
    int current() {
        return current;
    }

    /** All versions, the current one first. */
    Set<Integer> versions() {
        return keys.keySet();
    }

    Optional<SecretKey> find(int version) {
        return Optional.ofNullable(keys.get(version));
    }

    /** The versions alone (RS-19). */
    @Override
    public String toString() {
        return "SecretKeys[versions=" + keys.keySet() + "]";
    }
}

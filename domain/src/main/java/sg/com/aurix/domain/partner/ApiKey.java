package sg.com.aurix.domain.partner;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import sg.com.aurix.domain.InvalidValueException;

/**
 * The secret with which a partner calls the API (API-1, RS-16).
 *
 * <p>A minted key is {@code axk_}, 256 random bits and a CRC-32 of both, in lower-case hex: a mistyped one is told apart without
 * asking the database. A key given by an operator (the sandbox's) may be any bearer token of RFC 6750 with 8 to 200 characters.
 */
public record ApiKey(String value) {
    private static final String PREFIX = "axk_";
    private static final int SECRET_BYTES = 32;
    private static final Pattern MINTED = Pattern.compile(PREFIX + "[0-9a-f]{72}");
    private static final Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{8,200}=*");

    public ApiKey {
        if (!BEARER_TOKEN.matcher(value).matches()) {
            throw new InvalidValueException("must be 8 to 200 letters, digits or . _ ~ + / -");
        }
    }

    /** Draws a new key from a secure random source. */
    public static ApiKey mint(RandomGenerator secureRandom) {
        byte[] secret = new byte[SECRET_BYTES];
        secureRandom.nextBytes(secret);
        String unchecked = PREFIX + HexFormat.of().formatHex(secret);
        return new ApiKey(unchecked + checksum(unchecked));
    }

    /** Whether this key has the form and the checksum of a minted one; a mistyped key has not. */
    public boolean isMinted() {
        int end = value.length() - 8;
        return MINTED.matcher(value).matches() && value.substring(end).equals(checksum(value.substring(0, end)));
    }

    /** What is stored of the key. A key of 256 random bits needs no salt and no slow hash. */
    public ApiKeyHash hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return new ApiKeyHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** The mask; the key itself is only in {@link #value()}. */
    @Override
    public String toString() {
        return "ApiKey[***]";
    }
}

package sg.com.aurix.adapters.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/**
 * The secret with which the operator calls {@code /admin}.
 *
 * @param value 1 to 512 visible ASCII characters, the most that fits an Authorization header unharmed
 */
public record AdminToken(String value) {
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,512}");

    public AdminToken {
        if (!VISIBLE.matcher(value).matches()) {
            throw new InvalidValueException("must be 1 to 512 visible ASCII characters without spaces");
        }
    }

    /** Whether this is the token presented; takes the same time however much of it is right. */
    public boolean is(String presented) {
        return MessageDigest.isEqual(digest(value), digest(presented));
    }

    /** Digests have one length, so that the comparison does not tell the token's. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The mask; the token itself is only in {@link #value()}. */
    @Override
    public String toString() {
        return "AdminToken[***]";
    }
}

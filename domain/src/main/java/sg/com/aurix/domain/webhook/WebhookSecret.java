package sg.com.aurix.domain.webhook;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/**
 * What a partner's webhooks are signed with: {@code aurix_} and 24 random bytes in standard base64, 32 characters (WH-2).
 */
public record WebhookSecret(String value) {
    private static final String PREFIX = "aurix_";
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{32}");

    public WebhookSecret {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("must be aurix_ and 32 characters of base64");
        }
    }

    /** Draws a new secret from a secure random source. */
    public static WebhookSecret mint(RandomGenerator secureRandom) {
        byte[] bytes = new byte[BYTES];
        secureRandom.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The 24 bytes behind the prefix, which Standard Webhooks signs with (WH-4). */
    public byte[] decoded() {
        return Base64.getDecoder().decode(value.substring(PREFIX.length()));
    }

    /** The mask; the secret itself is only in {@link #value()}. */
    @Override
    public String toString() {
        return "WebhookSecret[***]";
    }
}

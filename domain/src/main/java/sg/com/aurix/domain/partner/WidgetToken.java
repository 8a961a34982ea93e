package sg.com.aurix.domain.partner;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Says which channel a widget on a website belongs to; it stands in the page, so it is no secret.
 *
 * @param value 1 to 128 characters that need no escaping in a URL (RFC 3986, unreserved)
 */
public record WidgetToken(String value) {
    private static final int RANDOM_BYTES = 18;
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    public WidgetToken {
        if (!UNRESERVED.matcher(value).matches()) {
            throw new InvalidValueException("must be 1 to 128 letters, digits or . _ ~ -");
        }
    }

    /** Draws a new token of 144 random bits. */
    public static WidgetToken mint(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new WidgetToken("wt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}

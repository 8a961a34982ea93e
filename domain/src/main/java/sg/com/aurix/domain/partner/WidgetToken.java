package sg.com.aurix.domain.partner;

import java.util.Base64;
import java.util.random.RandomGenerator;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Says which channel a widget on a website belongs to; it stands in the page, so it is no secret.
 *
 * @param value 1 to 128 characters that need no escaping in a URL (RFC 3986, unreserved)
 */
public record WidgetToken(String value) {
    private static final int RANDOM_BYTES = 18;
    private static final int LONGEST = 128;

    public WidgetToken {
        if (value.isEmpty() || value.length() > LONGEST || !isUnreserved(value)) {
            throw new InvalidValueException("must be 1 to 128 letters, digits or . _ ~ -");
        }
    }

    /** Draws a new token of 144 random bits. */
    public static WidgetToken mint(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new WidgetToken("wt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** By hand: every click passes here, and a regular expression takes several times as long. */
    private static boolean isUnreserved(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean alphanumeric = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "._~-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}

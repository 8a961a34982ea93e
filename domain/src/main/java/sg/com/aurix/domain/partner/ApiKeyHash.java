package sg.com.aurix.domain.partner;

import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/** The SHA-256 of an API key in lower-case hex: what is stored and looked up in place of the key (RS-16). */
public record ApiKeyHash(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ApiKeyHash {
        if (!HEX.matcher(hex).matches()) {
            throw new InvalidValueException("must be 64 lower-case hexadecimal digits");
        }
    }

    /** The mask: with the hash at hand a guessed key could be tried off line. */
    @Override
    public String toString() {
        return "ApiKeyHash[***]";
    }
}

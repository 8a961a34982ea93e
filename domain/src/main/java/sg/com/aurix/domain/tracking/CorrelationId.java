package sg.com.aurix.domain.tracking;

import java.util.Locale;
import java.util.random.RandomGenerator;
import sg.com.aurix.domain.Ascii;
import sg.com.aurix.domain.InvalidValueException;

/**
 * The name of a session, carried by the visitor from the website to WhatsApp: {@code O-} and 7 alphanumerics (TR-1).
 *
 * <p>People retype it in any letter case, so no two ids may differ in case alone: {@link #folded()} is what must be unique.
 */
public record CorrelationId(String value) {
    /** The alphanumerics without {@code 0 O 1 l I}, which people take for one another. */
    private static final String MINTED_FROM = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final String PREFIX = "O-";
    private static final int LENGTH = 7;
    private static final long MINTED_COUNT = Math.round(Math.pow(MINTED_FROM.length(), LENGTH));

    public CorrelationId {
        if (value.length() != PREFIX.length() + LENGTH
                || !value.startsWith(PREFIX)
                || !Ascii.all(value, PREFIX.length(), Ascii::isAlphanumeric)) {
            throw new InvalidValueException("must be O- and 7 letters or digits");
        }
    }

    /** Draws a new id from a secure random source; whether it is still free only the store can say. */
    public static CorrelationId mint(RandomGenerator secureRandom) {
        StringBuilder id = new StringBuilder(PREFIX);
        // One draw for all characters: each costs as much as all that is made of it.
        long drawn = secureRandom.nextLong(MINTED_COUNT);
        for (int i = 0; i < LENGTH; i++) {
            id.append(MINTED_FROM.charAt(Math.floorMod(drawn, MINTED_FROM.length())));
            drawn /= MINTED_FROM.length();
        }
        return new CorrelationId(id.toString());
    }

    /** The id without letter case, under which it is unique on the platform: {@code o-ab3de9z}. */
    public String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}

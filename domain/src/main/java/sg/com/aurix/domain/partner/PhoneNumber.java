package sg.com.aurix.domain.partner;

import java.util.regex.Pattern;
import sg.com.aurix.domain.Ascii;
import sg.com.aurix.domain.InvalidValueException;

/**
 * An international telephone number as WhatsApp writes it: country code and number, digits only, no plus (LD-1).
 *
 * @param digits 7 to 15 digits (ITU-T E.164), the first not zero
 */
public record PhoneNumber(String digits) {
    private static final int SHORTEST = 7;
    private static final int LONGEST = 15;

    /** Spaces of any kind and the invisible marks of direction that address books copy along, besides brackets and dashes. */
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Z}\\p{Cf}().\\-\u2010-\u2015]");

    public PhoneNumber {
        if (digits.length() < SHORTEST
                || digits.length() > LONGEST
                || digits.charAt(0) == '0'
                || !Ascii.all(digits, 0, Ascii::isDigit)) {
            throw new InvalidValueException(
                    "must be an international phone number of 7 to 15 digits with its country code");
        }
    }

    /**
     * Reads an international number as people write it: {@code +65 8888 8888}, {@code 00968-9912 3456}, {@code 6588888888}.
     *
     * @throws InvalidValueException if what is left without punctuation, plus or {@code 00} is no such number
     */
    public static PhoneNumber parse(String written) {
        String bare = PUNCTUATION.matcher(written).replaceAll("");
        if (bare.startsWith("+")) {
            return new PhoneNumber(bare.substring(1));
        }
        return new PhoneNumber(bare.startsWith("00") ? bare.substring(2) : bare);
    }

    /** The number in the notation of E.164, with its plus: {@code +6588888888}. */
    public String e164() {
        return "+" + digits;
    }

    /** The mask: a phone number is personal data (RS-19). */
    @Override
    public String toString() {
        return "PhoneNumber[***]";
    }
}

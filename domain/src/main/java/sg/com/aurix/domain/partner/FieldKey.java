package sg.com.aurix.domain.partner;

import java.util.Set;
import sg.com.aurix.domain.Ascii;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Names a data point of a lead, such as {@code email} or {@code preferred_outlet}.
 *
 * @param value lower-case letters, digits and underscores, 1 to 64 of them, the first a letter
 */
public record FieldKey(String value) {
    private static final int LONGEST = 64;

    /** What {@code lead_json} calls name, email and phone (API-7): a field of that name could not be told from them. */
    private static final Set<String> TAKEN = Set.of("contact_name", "contact_number", "contact_email");

    public static final FieldKey NAME = new FieldKey("name");
    public static final FieldKey EMAIL = new FieldKey("email");
    public static final FieldKey PHONE = new FieldKey("phone");

    /** The collected field that the attribution log shows (API-7). */
    public static final FieldKey LEAD_TYPE = new FieldKey("lead_type");

    public FieldKey {
        if (value.isEmpty()
                || value.length() > LONGEST
                || !Ascii.isLowerCase(value.charAt(0))
                || !Ascii.all(value, 1, FieldKey::isAllowed)) {
            throw new InvalidValueException(
                    "must be 1 to 64 lower-case letters, digits or underscores and begin with a letter");
        }
        if (TAKEN.contains(value)) {
            throw new InvalidValueException(
                    "must not be contact_name, contact_number or contact_email: use name, phone or email");
        }
    }

    private static boolean isAllowed(int character) {
        return Ascii.isLowerCase(character) || Ascii.isDigit(character) || character == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}

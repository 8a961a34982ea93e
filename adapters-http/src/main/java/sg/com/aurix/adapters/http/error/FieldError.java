package sg.com.aurix.adapters.http.error;

/**
 * One field at fault (API-3).
 *
 * @param field its path, such as {@code limit}, {@code lead_form.fields[0].key}, a header's name, or {@code body} for all of it
 * @param message what it must be, as a whole sentence; never repeats the value (RS-19)
 */
public record FieldError(String field, String message) {
    /** The longest path shown, in code points: names of fields are the caller's own words and may be of any length. */
    private static final int LONGEST_FIELD = 120;

    public FieldError {
        field = field.codePointCount(0, field.length()) > LONGEST_FIELD
                ? field.substring(0, field.offsetByCodePoints(0, LONGEST_FIELD)) + "..."
                : field;
    }

    /**
     * A field that is not what it must be.
     *
     * @param expected the rest of a sentence that begins with the field's name: {@code must be true or false}
     */
    public static FieldError of(String field, String expected) {
        FieldError named = new FieldError(field, "");
        return new FieldError(named.field, named.field + " " + expected);
    }
}

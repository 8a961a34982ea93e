package sg.com.aurix.domain;

/**
 * Thrown when something from outside does not make a value of the domain.
 *
 * <p>The message says what is expected and never repeats the value, so it may be shown to the caller and logged (RS-19).
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param expected what the value must be, as the rest of a sentence that begins with the field's name */
    public InvalidValueException(String expected) {
        super(expected);
    }

    /** What is expected, as the rest of a sentence that begins with the field's name: {@code must be 1 to 200 characters}. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}

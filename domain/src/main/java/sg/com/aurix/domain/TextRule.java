package sg.com.aurix.domain;

/**
 * What a piece of text must be to be stored and shown: its length in code points, and whether it may have several lines.
 *
 * <p>Refuses what cannot be stored or would break a reader: control characters (NUL among them), lone surrogates and text of
 * nothing but white space (RS-21).
 *
 * @param longest the longest text accepted, in Unicode code points
 * @param severalLines whether line feeds, carriage returns and tabs are accepted
 */
public record TextRule(int longest, boolean severalLines) {
    /** A rule for text on one line of 1 to {@code longest} code points. */
    public static TextRule line(int longest) {
        return new TextRule(longest, false);
    }

    /** A rule for text of 1 to {@code longest} code points that may have several lines. */
    public static TextRule lines(int longest) {
        return new TextRule(longest, true);
    }

    /**
     * Returns the text as it was given.
     *
     * @throws InvalidValueException if the text breaks this rule
     */
    public String check(String text) {
        if (text.isBlank()) {
            throw new InvalidValueException("must not be empty");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw new InvalidValueException("must be at most " + longest + " characters");
        }
        text.codePoints().forEach(this::checkCodePoint);
        return text;
    }

    private void checkCodePoint(int codePoint) {
        if (Character.getType(codePoint) == Character.SURROGATE) {
            throw new InvalidValueException("must be valid Unicode text, without half of a surrogate pair");
        }
        boolean lineControl = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        if (Character.isISOControl(codePoint) && !(severalLines && lineControl)) {
            throw new InvalidValueException("must not contain control characters");
        }
    }
}

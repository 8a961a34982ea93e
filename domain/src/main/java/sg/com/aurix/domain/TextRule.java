package sg.com.aurix.domain;

/**
 * What a piece of text must be to be stored and shown: its length in code points, and whether it may have several lines.
 *
 * <p>Refuses what cannot be stored or would break a reader: control characters (NUL among them), lone surrogates and text of
 * nothing but white space (RS-21).
 *
 * @param longest the longest text accepted, in Unicode code points
 * @param severalLines whether line feeds, carriage returns, tabs and Unicode's line and paragraph separators are accepted
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
        if (isBlank(text)) {
            throw new InvalidValueException("must not be empty");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw new InvalidValueException("must be at most " + longest + " characters");
        }
        // Nearly all text is ASCII, and most of ASCII may stand anywhere.
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint < ' ' || codePoint > '~') {
                checkCodePoint(codePoint);
            }
        }
        return text;
    }

    private static boolean isBlank(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!isSpace(codePoint)) {
                return false;
            }
        }
        return true;
    }

    private void checkCodePoint(int codePoint) {
        if (Character.getType(codePoint) == Character.SURROGATE) {
            throw new InvalidValueException("must be valid Unicode text, without half of a surrogate pair");
        }
        if (isLineControl(codePoint) ? !severalLines : Character.isISOControl(codePoint)) {
            throw new InvalidValueException("must not contain control characters");
        }
    }

    /** What begins a new line or a new column: of Unicode's separators too, which are no control characters by their type. */
    private static boolean isLineControl(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\r'
                || codePoint == '\t'
                || codePoint == '\u2028'
                || codePoint == '\u2029';
    }

    /** White space of any kind: {@link String#isBlank} leaves the no-break spaces out. */
    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}

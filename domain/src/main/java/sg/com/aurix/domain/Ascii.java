package sg.com.aurix.domain;

import java.util.function.IntPredicate;

/** What is so of ASCII alone, where Java's own methods know all letters there are. */
public final class Ascii {
    private Ascii() {}

    /** Whether it is a letter or a digit. */
    public static boolean isAlphanumeric(int character) {
        return isDigit(character) || isLowerCase(character) || (character >= 'A' && character <= 'Z');
    }

    /** Whether it is a digit. */
    public static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Whether it is a lower-case letter. */
    public static boolean isLowerCase(int character) {
        return character >= 'a' && character <= 'z';
    }

    /** Whether every character from there to the end is such a one. By hand: each row of a page asks, and streams take several times as long. */
    public static boolean all(String text, int begin, IntPredicate wanted) {
        for (int i = begin; i < text.length(); i++) {
            if (!wanted.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether any character is such a one. */
    public static boolean any(String text, IntPredicate unwanted) {
        return !all(text, 0, unwanted.negate());
    }

    /**
     * Whether a text begins with that one, in letters of any case.
     *
     * @param prefix in lower case
     */
    public static boolean startsWithIgnoringCase(String text, String prefix) {
        if (text.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (lowerCase(text.charAt(i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lowerCase(char character) {
        return character >= 'A' && character <= 'Z' ? (char) (character - 'A' + 'a') : character;
    }
}

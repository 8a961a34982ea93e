package sg.com.aurix.domain.tracking;

import java.util.function.IntPredicate;

/** What is so of ASCII alone, where Java's own methods know all letters there are. */
final class Ascii {
    private Ascii() {}

    static boolean isAlphanumeric(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }

    /** Whether every character from there to the end is such a one. By hand: each row of a page asks, and streams take several times as long. */
    static boolean all(String text, int begin, IntPredicate wanted) {
        for (int i = begin; i < text.length(); i++) {
            if (!wanted.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean any(String text, IntPredicate unwanted) {
        return !all(text, 0, unwanted.negate());
    }

    /** @param prefix in lower case */
    static boolean startsWithIgnoringCase(String text, String prefix) {
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

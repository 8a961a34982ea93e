package sg.com.aurix.domain.tracking;

/** What is so of ASCII alone, where Java's own methods know all letters there are. */
final class Ascii {
    private Ascii() {}

    static boolean isAlphanumeric(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }

    static char lowerCase(char character) {
        return character >= 'A' && character <= 'Z' ? (char) (character - 'A' + 'a') : character;
    }
}

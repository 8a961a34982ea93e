package sg.com.aurix.adapters.http.widget;

import java.util.Optional;

/** Makes text of browsers and pages fit to be kept: nobody who clicks could mend it, and it must not cost the partner a lead. */
final class VisibleText {
    private VisibleText() {}

    /** The text without control characters, cut; none where nothing is left of it. */
    static Optional<String> of(String text, int longest) {
        // Nearly always, and asked for at each click.
        if (isPrintableAscii(text) && text.length() <= longest) {
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        }
        String visible = text.codePoints()
                .filter(VisibleText::isVisible)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                ? Optional.empty()
                : Optional.of(visible);
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}

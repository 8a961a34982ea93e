package sg.com.aurix.domain.conversation;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.tracking.CorrelationId;

/**
 * What may be a correlation id in something a contact wrote; whether that id exists only the store can say (LD-2).
 *
 * @param folded the id without letter case, as {@link CorrelationId#folded()} writes it
 */
public record Reference(String folded) {
    private static final Pattern FOLDED = Pattern.compile("o-[a-z0-9]{7}");

    /** The look-ahead lets candidates overlap: in {@code o-o-ab3de9z} the second one is the id. */
    private static final Pattern WRITTEN = Pattern.compile("[o0](?=\\s*-[-\\s]*([a-z0-9]{7}))");

    public Reference {
        if (!FOLDED.matcher(folded).matches()) {
            throw new InvalidValueException("must be o- and 7 lower-case letters or digits");
        }
    }

    /** The reference that a correctly written correlation id makes. */
    public static Reference to(CorrelationId id) {
        return new Reference(id.folded());
    }

    /**
     * Finds every possible reference in a text, in order, each once.
     *
     * <p>Sees through what people and their keyboards do to it: letter case (Turkish too), white space around the dash, invisible
     * marks and accents anywhere, dashes of any kind, full-width and other compatibility forms, digits of other scripts,
     * {@code 0-} for {@code O-}. Whatever is glued to it does no harm, because only existing ids count.
     */
    public static List<Reference> findAll(String text) {
        Set<Reference> found = new LinkedHashSet<>();
        Matcher matcher = WRITTEN.matcher(plain(text));
        while (matcher.find()) {
            found.add(new Reference("o-" + matcher.group(1)));
        }
        return List.copyOf(found);
    }

    private static String plain(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        folded.codePoints().forEach(codePoint -> appendPlain(codePoint, plain));
        return plain.toString();
    }

    private static void appendPlain(int codePoint, StringBuilder plain) {
        if (isDash(codePoint)) {
            plain.append('-');
        } else if (Character.isDigit(codePoint)) {
            plain.append((char) ('0' + Character.digit(codePoint, 10)));
        } else if (Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint)) {
            plain.append(' ');
        } else if (codePoint == '\u0131') {
            plain.append('i'); // without its dot: the lower case of I on a Turkish keyboard
        } else if (!isMark(codePoint)) {
            plain.appendCodePoint(codePoint);
        }
    }

    /** What is invisible by itself: format characters, variation selectors, and the accents that normalization took off. */
    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Unicode's dashes, and the characters that keyboards and fonts offer in their place. */
    private static boolean isDash(int codePoint) {
        return switch (codePoint) {
            case '\u00ad', // soft hyphen
                    '\u02d7', // modifier letter minus
                    '\u0640', // tatweel, the dash of Arabic keyboards
                    '\u2043', // hyphen bullet
                    '\u2212', // minus sign
                    '\u2500', // box drawing horizontal
                    '\u2501', // the same, heavy
                    '\u2796', // heavy minus sign
                    '\u30fc' // katakana long vowel mark, where a Japanese keyboard has its dash
            -> true;
            default -> Character.getType(codePoint) == Character.DASH_PUNCTUATION;
        };
    }
}

package sg.com.aurix.bootstrap.bots;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.BotDetector;

/**
 * Knows the programs of the list {@code crawler-user-agents}, kept in {@code bots/known-bots.txt}: one regular expression a line.
 *
 * <p>Every click passes here, and nearly none is a bot's: at each place of a name only those entries are tried that may begin with the
 * two characters there. Nearly all of them are plain words.
 */
public final class ListBotDetector implements BotDetector {
    private static final String LIST = "/bots/known-bots.txt";
    private static final int ASCII = 128;
    private static final char BEYOND_ASCII = '\u00e9';

    private static final Pattern ESCAPED_PUNCTUATION = Pattern.compile("\\\\([^A-Za-z0-9])");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$\\[\\](){}|?*+.]");

    private static final Entry[] NONE = {};

    /** Entries by the two characters that they may begin with. In arrays, because each character of each name is looked up here. */
    private final Entry[][] entries = new Entry[ASCII * ASCII][];

    /** Reads the list. */
    public ListBotDetector() {
        Arrays.fill(entries, NONE);
        for (String expression : listed()) {
            plainWord(expression)
                    .ifPresentOrElse(
                            word -> add(index(word, 0), new Word(word)), () -> add(new Expression(expression)));
        }
    }

    private void add(int index, Entry entry) {
        Entry[] longer = Arrays.copyOf(entries[index], entries[index].length + 1);
        longer[longer.length - 1] = entry;
        entries[index] = longer;
    }

    private void add(Expression expression) {
        expression.requireMayNotBegin(String.valueOf(BEYOND_ASCII));
        for (char first = 0; first < ASCII; first++) {
            if (expression.mayBegin(String.valueOf(first))) {
                expression.requireMayNotBegin(String.valueOf(new char[] {first, BEYOND_ASCII}));
                for (char second = 0; second < ASCII; second++) {
                    String two = String.valueOf(new char[] {first, second});
                    if (expression.mayBegin(two)) {
                        add(index(two, 0), expression);
                    }
                }
            }
        }
    }

    /** What the expression matches, where that is one text; none where it is of another kind. */
    private static Optional<String> plainWord(String expression) {
        String punctuationRemoved = ESCAPED_PUNCTUATION.matcher(expression).replaceAll("");
        if (SPECIAL.matcher(punctuationRemoved).find()) {
            return Optional.empty();
        }
        String word = ESCAPED_PUNCTUATION.matcher(expression).replaceAll("$1");
        return Optional.of(word).filter(plain -> plain.length() > 1 && index(plain, 0) >= 0);
    }

    /** Where entries that begin as the text does at that place are kept, or -1 for characters that none begins with. */
    private static int index(String text, int at) {
        char first = text.charAt(at);
        char second = text.charAt(at + 1);
        return first < ASCII && second < ASCII ? first * ASCII + second : -1;
    }

    @Override
    public boolean isBot(String userAgent) {
        for (int at = 0; at + 1 < userAgent.length(); at++) {
            int index = index(userAgent, at);
            if (index >= 0) {
                for (Entry entry : entries[index]) {
                    if (entry.isAt(userAgent, at)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static List<String> listed() {
        try (@Nullable InputStream stream = ListBotDetector.class.getResourceAsStream(LIST)) {
            if (stream == null) {
                throw new IllegalStateException("the list of bots is not in the jar");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list of bots cannot be read", e);
        }
    }

    /** What tells a bot by a part of its name. */
    private interface Entry {
        /** Whether the name has that part at that place. */
        boolean isAt(String userAgent, int at);
    }

    private record Word(String text) implements Entry {
        @Override
        public boolean isAt(String userAgent, int at) {
            return userAgent.startsWith(text, at);
        }
    }

    private record Expression(Pattern pattern) implements Entry {
        Expression(String written) {
            this(Pattern.compile(written));
        }

        @Override
        public boolean isAt(String userAgent, int at) {
            // Of the name as a whole: ^ is its beginning, and not that place.
            return pattern.matcher(userAgent)
                    .useAnchoringBounds(false)
                    .region(at, userAgent.length())
                    .lookingAt();
        }

        /** Whether anything that begins so may match: it does, or it would if it went on. */
        @SuppressWarnings("JdkObsolete") // it is what we ask for: whether the match failed for want of more text
        boolean mayBegin(String start) {
            Matcher matcher = pattern.matcher(start);
            return matcher.lookingAt() || matcher.hitEnd();
        }

        void requireMayNotBegin(String start) {
            if (mayBegin(start)) {
                throw new IllegalStateException("an expression for bots may begin with anything: " + pattern);
            }
        }
    }
}

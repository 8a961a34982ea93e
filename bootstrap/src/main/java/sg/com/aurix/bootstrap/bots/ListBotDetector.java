package sg.com.aurix.bootstrap.bots;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.BotDetector;

/**
 * Knows the programs of the list {@code crawler-user-agents}, kept in {@code bots/known-bots.txt}: one regular expression a line.
 *
 * <p>Nearly all of them are plain words. Those are looked up by their first two characters, and only the few that remain are
 * matched: every click passes here.
 */
public final class ListBotDetector implements BotDetector {
    private static final String LIST = "/bots/known-bots.txt";
    private static final int ASCII = 128;

    private static final Pattern ESCAPED_PUNCTUATION = Pattern.compile("\\\\([^A-Za-z0-9])");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$\\[\\](){}|?*+.]");

    /** Words by their first two characters. */
    private final List<List<String>> words = new ArrayList<>();

    private final Pattern expressions;

    /** Reads the list. */
    public ListBotDetector() {
        for (int i = 0; i < ASCII * ASCII; i++) {
            words.add(List.of());
        }
        List<String> others = new ArrayList<>();
        for (String expression : listed()) {
            plainWord(expression).ifPresentOrElse(this::add, () -> others.add("(?:" + expression + ")"));
        }
        expressions = Pattern.compile(String.join("|", others));
    }

    private void add(String word) {
        int index = index(word, 0);
        List<String> longer = new ArrayList<>(words.get(index));
        longer.add(word);
        words.set(index, List.copyOf(longer));
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

    /** Where words that begin as the text does at that place are kept, or -1 for characters that no word begins with. */
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
                for (String word : words.get(index)) {
                    if (userAgent.startsWith(word, at)) {
                        return true;
                    }
                }
            }
        }
        return expressions.matcher(userAgent).find();
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
}

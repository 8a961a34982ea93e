package sg.com.aurix.domain.tracking;

import java.util.List;
import sg.com.aurix.domain.Ascii;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.TextRule;

/**
 * The address of a web page, kept exactly as the browser said it.
 *
 * <p>Only what matters here is checked (http or https, a host, no control characters, at most {@value #LONGEST} characters):
 * advertising links are full of braces and broken escapes that a strict URI parser would refuse and browsers accept.
 */
public record PageUrl(String value) {
    /** The longest address kept, in code points. */
    public static final int LONGEST = 8192;

    private static final TextRule TEXT = TextRule.line(LONGEST);
    private static final List<String> SCHEMES = List.of("https://", "http://");

    public PageUrl {
        TEXT.check(value);
        if (host(value).isEmpty()) {
            throw new InvalidValueException("must be an http or https URL with a host");
        }
    }

    /**
     * The host with its port; empty where there is none. Looked for by hand, because every click and every row of a page asks: what
     * stands between the scheme and the first {@code / ? #}, behind a user's name if there is one.
     */
    private static String host(String url) {
        int begin = schemeEnd(url);
        int end = begin;
        int host = begin;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            char character = url.charAt(end);
            if (character == '\\' || (character == '@' && host > begin)) {
                return "";
            }
            end++;
            if (character == '@') {
                host = end;
            }
        }
        String found = url.substring(host, end);
        return found.startsWith(":") || Ascii.any(found, PageUrl::isSpace) ? "" : found;
    }

    /** Where the scheme ends, in upper or lower case; the end of the text where it is neither http nor https. */
    private static int schemeEnd(String url) {
        for (String scheme : SCHEMES) {
            if (Ascii.startsWithIgnoringCase(url, scheme)) {
                return scheme.length();
            }
        }
        return url.length();
    }

    /** ASCII's white space; most of it is refused before. */
    private static boolean isSpace(int character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    /** Every query parameter of this address, as presented (TR-4). */
    public QueryParameters parameters() {
        int fragment = value.indexOf('#');
        String beforeFragment = fragment < 0 ? value : value.substring(0, fragment);
        int query = beforeFragment.indexOf('?');
        return query < 0 ? QueryParameters.NONE : QueryParameters.parse(beforeFragment.substring(query + 1));
    }

    /** The scheme and host alone: behind them, links from newsletters carry e-mail addresses and keys (RS-19). */
    @Override
    public String toString() {
        return value.substring(0, schemeEnd(value)) + host(value) + "/***";
    }
}

package sg.com.aurix.domain.tracking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** The beginning, and what stands behind it: the rest of a link is long, and anything goes there. */
    private static final Pattern HTTP_WITH_HOST = Pattern.compile(
            "(https?://)(?:[^/?#@\\\\]*@)?([^/?#@:\\\\\\s][^/?#@\\\\\\s]*)(?:[/?#]|\\z)", Pattern.CASE_INSENSITIVE);

    public PageUrl {
        TEXT.check(value);
        beginning(value);
    }

    private static Matcher beginning(String value) {
        Matcher matcher = HTTP_WITH_HOST.matcher(value);
        if (!matcher.lookingAt()) {
            throw new InvalidValueException("must be an http or https URL with a host");
        }
        return matcher;
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
        Matcher beginning = beginning(value);
        return beginning.group(1) + beginning.group(2) + "/***";
    }
}

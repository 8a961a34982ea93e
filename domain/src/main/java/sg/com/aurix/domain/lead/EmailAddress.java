package sg.com.aurix.domain.lead;

import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/**
 * An e-mail address that a partner can write to: a dot-atom before the @ and a host name with a dot behind it.
 *
 * <p>The practical core of RFC 5321 and 5322, letters of any script included (RFC 6531); quoted local parts, comments and
 * address literals are refused. Finding addresses in prose is the extractor's work, this is the least that is ever stored.
 *
 * @param value at most 254 characters, at most 64 before the @ (RFC 5321, 4.5.3.1)
 */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]++";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern FORM =
            Pattern.compile("(" + ATOM + "(?:\\." + ATOM + ")*+)@(?:" + LABEL + "\\.)+" + LABEL);

    public EmailAddress {
        var matcher = FORM.matcher(value);
        if (value.length() > LONGEST || !matcher.matches() || matcher.group(1).length() > LONGEST_LOCAL_PART) {
            throw new InvalidValueException("must be an e-mail address such as jane@example.com");
        }
    }

    /** The mask: an e-mail address is personal data (RS-19). */
    @Override
    public String toString() {
        return "EmailAddress[***]";
    }
}

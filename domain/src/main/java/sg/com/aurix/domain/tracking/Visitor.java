package sg.com.aurix.domain.tracking;

import java.util.Optional;
import sg.com.aurix.domain.TextRule;

/**
 * What a request tells of the person who clicked.
 *
 * @param ipAddress the visitor's address in text form, at most 64 characters
 * @param userAgent what the browser calls itself, at most {@value #LONGEST_USER_AGENT} characters
 */
public record Visitor(Optional<String> ipAddress, Optional<String> userAgent) {
    /** The longest user agent kept, in code points. */
    public static final int LONGEST_USER_AGENT = 2048;

    private static final TextRule IP_ADDRESS = TextRule.line(64);
    private static final TextRule USER_AGENT = TextRule.line(LONGEST_USER_AGENT);

    public Visitor {
        ipAddress.ifPresent(IP_ADDRESS::check);
        userAgent.ifPresent(USER_AGENT::check);
    }
}

package sg.com.aurix.domain.partner;

import java.time.Instant;
import sg.com.aurix.domain.TextRule;

/**
 * A client of the platform: an account that owns channels and hears of events.
 *
 * @param name what operators call it, 1 to 200 characters on one line
 */
public record Partner(PartnerId id, String name, Instant createdAt) {
    /** What a partner's name must be. */
    public static final TextRule NAME = TextRule.line(200);

    public Partner {
        NAME.check(name);
    }
}

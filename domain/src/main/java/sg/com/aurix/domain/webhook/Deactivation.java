package sg.com.aurix.domain.webhook;

import java.time.Instant;
import java.util.Locale;

/** Why nothing is sent to a webhook any more although its partner did not ask for that (RS-14). */
public record Deactivation(Reason reason, Instant at) {
    /** What the listener did. */
    public enum Reason {
        /** It answered 410 Gone. */
        GONE,
        /** It took nothing for five days. */
        FAILING;

        /** The reason as partners read it: {@code gone}, {@code failing}. */
        public String published() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package sg.com.aurix.adapters.http.error;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells where an exception came from without its messages, which may quote what callers sent: PostgreSQL's, for one, names the
 * values of a row (RS-19).
 */
final class WithoutMessages {
    private static final int MOST_FRAMES = 60;

    private WithoutMessages() {}

    /** The class and stack of the exception and of each of its causes. */
    static String trace(Throwable exception) {
        StringBuilder trace = new StringBuilder(1024);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable at = exception; at != null && seen.add(at); at = at.getCause()) {
            if (!trace.isEmpty()) {
                trace.append("\ncaused by ");
            }
            trace.append(at.getClass().getName());
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                trace.append("\n    at ").append(frames[i]);
            }
        }
        return trace.toString();
    }
}

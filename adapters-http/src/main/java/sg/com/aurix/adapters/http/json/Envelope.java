package sg.com.aurix.adapters.http.json;

import java.util.List;

/** The documented envelope of a list (API-2). */
@EdgeRecord
public record Envelope<T>(int status, String message, List<T> data) {
    /** The envelope of a successful answer. */
    public static <T> Envelope<T> ok(List<T> data) {
        return new Envelope<>(200, "ok", data);
    }
}

package sg.com.aurix.adapters.http.demo;

import java.time.Instant;
import java.util.Map;

/**
 * An event that came to the built-in listener and whose signature was right.
 *
 * @param headers those of the signature, as they arrived, names in lower case
 * @param body as it arrived
 */
record HeardEvent(Instant receivedAt, String eventId, String eventType, Map<String, String> headers, String body) {
    /** Without what it tells and its signature (RS-19). */
    @Override
    public String toString() {
        return "HeardEvent[" + eventId + ", " + eventType + "]";
    }
}

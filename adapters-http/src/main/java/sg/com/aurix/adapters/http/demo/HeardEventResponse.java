package sg.com.aurix.adapters.http.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.PublishedTime;

/**
 * An event that the built-in listener heard.
 *
 * @param verified always true: what does not verify is not kept
 */
@EdgeRecord
record HeardEventResponse(
        long seq,
        String receivedAt,
        String eventId,
        String eventType,
        boolean verified,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, String> headers,
        String body) {
    static HeardEventResponse of(HeardEvents.Numbered numbered) {
        HeardEvent event = numbered.event();
        return new HeardEventResponse(
                numbered.seq(),
                PublishedTime.of(event.receivedAt()),
                event.eventId(),
                event.eventType(),
                true,
                event.headers(),
                event.body());
    }

    /** Without what it tells and its signature (RS-19). */
    @Override
    public String toString() {
        return "HeardEventResponse[" + seq + ", " + eventId + ", " + eventType + "]";
    }
}

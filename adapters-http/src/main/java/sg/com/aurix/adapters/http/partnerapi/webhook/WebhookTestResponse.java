package sg.com.aurix.adapters.http.partnerapi.webhook;

import java.util.List;
import sg.com.aurix.adapters.http.json.EdgeRecord;

/**
 * What a listener said to sample events.
 *
 * @param results one for each event, in the order of {@link sg.com.aurix.domain.webhook.EventType}
 */
@EdgeRecord
record WebhookTestResponse(String targetUrl, List<SampleResponse> results) {
    /** Without the address, which may carry a token (RS-19). */
    @Override
    public String toString() {
        return "WebhookTestResponse" + results;
    }
}

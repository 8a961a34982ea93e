package sg.com.aurix.adapters.http.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.domain.conversation.MessageId;

/**
 * A message that was delivered to our webhook.
 *
 * @param status what the webhook answered
 * @param tookMs until that answer, in whole milliseconds
 */
@EdgeRecord
record SentMessageResponse(String messageId, int status, long tookMs, Request request) {
    static SentMessageResponse of(MessageId id, WhatsAppStandIn.Posted posted) {
        return new SentMessageResponse(
                id.value(),
                posted.status(),
                posted.took().toMillis(),
                new Request(posted.url().toString(), posted.headers(), posted.body()));
    }

    /** Without the message (RS-19). */
    @Override
    public String toString() {
        return "SentMessageResponse[" + status + ", " + tookMs + "]";
    }

    /**
     * What our webhook was sent.
     *
     * @param body the exact text that was signed
     */
    @EdgeRecord
    record Request(
            String url,

            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            Map<String, String> headers,

            String body) {
        /** Without the message and its signature (RS-19). */
        @Override
        public String toString() {
            return "Request[" + url + "]";
        }
    }
}

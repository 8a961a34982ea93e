package sg.com.aurix.adapters.http.partnerapi.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.adapters.http.partnerapi.ListenerAnswer;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.webhook.Signature;

/**
 * One attempt to deliver an event.
 *
 * @param number counted from 1
 * @param error why there was no answer; {@code null} where there was one
 * @param headers as signed and sent; those that HTTP itself needs are left out
 */
@EdgeRecord
record AttemptResponse(
        int number,
        String startedAt,
        double durationMs,
        @Nullable Integer statusCode,
        @Nullable String error,
        @Nullable String responseExcerpt,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, String> headers) {
    static AttemptResponse of(int number, Attempt attempt, Attempt.Sent sent) {
        ListenerAnswer answer = ListenerAnswer.of(sent.answer());
        return new AttemptResponse(
                number,
                PublishedTime.of(attempt.startedAt()),
                ListenerAnswer.millis(attempt.took()),
                answer.statusCode(),
                answer.error(),
                answer.excerpt(),
                headers(sent.signature()));
    }

    /** The sender's contract says that bodies go as JSON (WH-5). */
    private static Map<String, String> headers(Signature signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.putAll(signature.headers());
        return headers;
    }

    /** Without the signature, and the excerpt, which may repeat what the event told (RS-19). */
    @Override
    public String toString() {
        return "AttemptResponse[" + number + ", " + statusCode + ", " + error + "]";
    }
}

package sg.com.aurix.adapters.http.partnerapi.webhook;

import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.adapters.http.partnerapi.ListenerAnswer;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.application.usecase.TestWebhook;

/**
 * What a listener said to a sample event.
 *
 * @param delivered whether it answered 2xx
 * @param error why there was no answer; {@code null} where there was one
 */
@EdgeRecord
record SampleResponse(
        String eventType,
        String eventId,
        boolean delivered,
        @Nullable Integer statusCode,
        @Nullable String error,
        double durationMs,
        @Nullable String responseExcerpt) {
    static SampleResponse of(TestWebhook.Outcome.Sent sent) {
        ListenerAnswer answer = ListenerAnswer.of(sent.answer());
        return new SampleResponse(
                sent.type().published(),
                sent.id().published(),
                sent.answer() instanceof Answer.Answered answered && answered.isSuccess(),
                answer.statusCode(),
                answer.error(),
                ListenerAnswer.millis(sent.took()),
                answer.excerpt());
    }

    /** Without the excerpt, which may hold anything (RS-19). */
    @Override
    public String toString() {
        return "SampleResponse[" + eventId + ", " + statusCode + ", " + error + "]";
    }
}

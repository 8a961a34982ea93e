package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender.Answer;

/** What is sent, and what stands in the way of it. */
class HttpWebhookSenderTest {
    @AutoClose
    private static final ObservedClient client = new ObservedClient();

    @Test
    @Requirement({"WH-3", "WH-4", "WH-5"})
    void an_event_arrives_as_it_was_stored_with_all_signatures() throws IOException {
        try (RawListener listener = RawListener.answeringStatus(200)) {
            Answer answer = client.send(listener.url());

            assertThat(answer).isEqualTo(new Answer.Answered(200, "ok"));
            RawListener.Received request = listener.received().getFirst();
            assertThat(request.requestLine()).isEqualTo("POST /hook HTTP/1.1");
            assertThat(request.body()).isEqualTo(WebhookSamples.BODY.bytes());
            assertThat(request.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry(
                            "host",
                            listener.url()
                                    .substring(
                                            "http://".length(), listener.url().length() - 5))
                    .containsAllEntriesOf(WebhookSamples.headers());
        }
    }

    @Test
    @Requirement("RS-14")
    void a_listener_may_ask_to_be_left_in_peace_for_a_while() throws IOException {
        try (RawListener listener = RawListener.answering(
                "HTTP/1.1 503 X\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            assertThat(client.send(listener.url()))
                    .isEqualTo(new Answer.Answered(503, "", Optional.of(Duration.ofMinutes(2))));
        }
    }

    @Test
    @Requirement("WH-6")
    void nobody_listening_is_no_answer() throws IOException {
        String url;
        try (RawListener listener = RawListener.answeringStatus(200)) {
            url = listener.url();
        }
        assertThat(client.send(url)).isEqualTo(new Answer.NoAnswer("the connection was refused"));
    }

    @Test
    @Requirement("RS-15")
    void what_was_open_at_registration_is_refused_once_the_operator_has_closed_it() throws IOException {
        try (RawListener listener = RawListener.answeringStatus(200)) {
            Answer answer = client.sendInProduction(listener.url());

            assertThat(answer).isInstanceOf(Answer.NoAnswer.class);
            assertThat(((Answer.NoAnswer) answer).reason())
                    .contains("not allowed")
                    .doesNotContain("/hook");
            assertThat(listener.received()).isEmpty();
        }
    }
}

package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender.Answer;

/** What the status of an answer means, and that no answer makes the connection unfit for the next event. */
class AnswerStatusTest {
    private static final Answer OK = new Answer.Answered(200, "ok");
    private static final String OK_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @AutoClose
    private static final ObservedClient client = new ObservedClient();

    @Test
    @Requirement({"WH-6", "RS-12"})
    void every_status_from_200_to_599_is_an_answer_and_only_2xx_takes_the_event() throws IOException {
        try (RawListener listener = RawListener.onConnection(connection -> {
            while (true) {
                int status = Integer.parseInt(connection.request().requestLine().substring("POST /hook/".length(), 14));
                boolean bodiless = status == 204 || status == 304;
                connection.write(
                        "HTTP/1.1 " + status + " Whatever\r\n" + (bodiless ? "\r\n" : "Content-Length: 2\r\n\r\nok"));
            }
        })) {
            IntStream.rangeClosed(200, 599).forEach(status -> {
                Answer.Answered answer = (Answer.Answered) client.send(listener.url() + "/" + status);

                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.excerpt()).isEqualTo(status == 204 || status == 304 ? "" : "ok");
                assertThat(answer.isSuccess()).isEqualTo(status >= 200 && status <= 299);
            });
            // All of them on one connection, so none left it in disorder.
            assertThat(listener.connections()).isEqualTo(1);
            assertThat(listener.received()).hasSize(400);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 42, 99, 600, 999, 1000})
    @Requirement("WH-6")
    void a_status_that_http_does_not_have_is_no_answer(int status) throws IOException {
        try (RawListener listener =
                RawListener.answering("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(client.send(listener.url()))
                    .isEqualTo(new Answer.NoAnswer("the answer's status was not one of HTTP"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 199})
    @Requirement("WH-6")
    void an_interim_answer_is_not_the_answer(int interim) throws IOException {
        String twice = ("HTTP/1.1 " + interim + " Wait\r\nLink: </a>\r\n\r\n").repeat(2);
        try (RawListener listener = RawListener.onConnection(connection -> {
            while (true) {
                connection.request();
                connection.write(twice);
                connection.write(OK_ANSWER);
            }
        })) {
            assertThat(client.send(listener.url())).isEqualTo(OK);
            assertThat(client.send(listener.url())).isEqualTo(OK);
            assertThat(listener.connections()).isEqualTo(1);
        }
    }

    @Test
    @Requirement("WH-6")
    void a_listener_that_leaves_http_takes_no_event_and_keeps_no_connection() throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(connection -> {
            connection.request();
            connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
            connection.saysNothing();
        })) {
            Answer.Answered answer = (Answer.Answered) client.send(listener.url());

            assertThat(answer).isEqualTo(new Answer.Answered(101, ""));
            assertThat(answer.isSuccess()).isFalse();
            await().until(() -> listener.hungUp() == 1);
            assertThat(client.send(listener.url())).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "204, Content-Length: 5, hello",
        "304, Content-Length: 5, hello",
        "204, Transfer-Encoding: chunked, '0\r\n\r\n'",
        "204, Transfer-Encoding: chunked, '5\r\nhello\r\n0\r\n\r\n'"
    })
    @Requirement("WH-6")
    void a_body_where_http_has_none_is_not_taken_for_the_next_answer(int status, String header, String body)
            throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(connection -> {
            connection.request();
            connection.write("HTTP/1.1 " + status + " X\r\n" + header + "\r\n\r\n" + body);
            connection.saysNothing();
        })) {
            assertThat(client.send(listener.url())).isEqualTo(new Answer.Answered(status, ""));

            await().until(() -> listener.hungUp() == 1);
            assertThat(client.send(listener.url())).isEqualTo(OK);
        }
    }

    @Test
    @Requirement("WH-6")
    void an_answer_that_nobody_asked_for_is_not_taken_for_the_next_one() throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(connection -> {
            connection.request();
            connection.write(OK_ANSWER + "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            connection.saysNothing();
        })) {
            assertThat(client.send(listener.url())).isEqualTo(OK);

            await().until(() -> listener.hungUp() == 1);
            assertThat(client.send(listener.url())).isEqualTo(OK);
        }
    }

    @Test
    @Requirement("WH-6")
    void what_a_listener_says_between_two_events_ends_the_connection() throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(connection -> {
            connection.request();
            connection.write(OK_ANSWER);
            connection.drip("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", Duration.ofMillis(100));
        })) {
            assertThat(client.send(listener.url())).isEqualTo(OK);

            await().until(() -> listener.hungUp() == 1);
            assertThat(client.send(listener.url())).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Requirement({"RS-12", "RS-15"})
    void a_redirect_to_the_metadata_address_is_a_failure_and_nothing_is_dialled(int status) throws IOException {
        int dialledBefore = client.dialled();
        try (RawListener listener = RawListener.answering("HTTP/1.1 " + status
                + " Elsewhere\r\n"
                + "Location: http://169.254.169.254/\r\n"
                + "Content-Length: 0\r\n"
                + "Connection: close\r\n\r\n")) {
            Answer.Answered answer = (Answer.Answered) client.send(listener.url());

            assertThat(answer).isEqualTo(new Answer.Answered(status, ""));
            assertThat(answer.isSuccess()).isFalse();
            assertThat(client.dialled() - dialledBefore).isEqualTo(1);
        }
    }
}

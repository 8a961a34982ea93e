package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.webhook.RawListener.ConnectionBehaviour;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender.Answer;

/** Listeners that break off in every phase there is, and those that never spoke HTTP. */
class BrokenConnectionTest {
    private static final Answer BROKEN = new Answer.NoAnswer("the connection broke before the answer was complete");
    private static final Answer NO_HTTP = new Answer.NoAnswer("the answer was not valid HTTP");
    private static final Answer NO_TLS = new Answer.NoAnswer("the TLS connection could not be made");
    private static final Answer OK = new Answer.Answered(200, "ok");

    @AutoClose
    private static final ObservedClient client = new ObservedClient();

    static Stream<Arguments> breakingOnes() {
        return Stream.of(
                breaking("as soon as it is connected", BROKEN, RawConnection::reset),
                breaking("after the request line", BROKEN, connection -> {
                    connection.line();
                    connection.reset();
                }),
                breaking("after the request", BROKEN, connection -> {
                    connection.request();
                    connection.reset();
                }),
                breaking("within the status line", BROKEN, afterWriting("HTTP/1.1 2")),
                breaking("within the headers", BROKEN, afterWriting("HTTP/1.1 200 OK\r\nConte")),
                breaking("after an interim answer", BROKEN, afterWriting("HTTP/1.1 100 Continue\r\n\r\n")),
                breaking("after the headers", BROKEN, afterWriting("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")),
                breaking("within the body", BROKEN, afterWriting("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
                breaking("within a body without length", BROKEN, afterWriting("HTTP/1.1 200 OK\r\n\r\nhalf")),
                breaking(
                        "within a chunk",
                        BROKEN,
                        afterWriting("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf")),
                breaking("within the status line, by closing it", BROKEN, closingAfter("HTTP/1.1 2")),
                breaking("within the headers, by closing it", BROKEN, closingAfter("HTTP/1.1 200 OK\r\nConte")),
                breaking(
                        "within the body, by closing it",
                        BROKEN,
                        closingAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
                breaking("after the body", OK, afterWriting("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")));
    }

    private static Arguments breaking(String when, Answer expected, ConnectionBehaviour behaviour) {
        return arguments(named(when, behaviour), expected);
    }

    /** Closes in good order, but too early. */
    private static ConnectionBehaviour closingAfter(String text) {
        return connection -> {
            connection.request();
            connection.write(text);
        };
    }

    /** Resets when the client has what was written: a reset at once would take it back. */
    private static ConnectionBehaviour afterWriting(String text) {
        return connection -> {
            connection.request();
            long takenBefore = client.bytesTaken();
            connection.write(text);
            await().pollInterval(Duration.ofMillis(5)).until(() -> client.bytesTaken() > takenBefore);
            connection.reset();
        };
    }

    @ParameterizedTest
    @MethodSource("breakingOnes")
    @Requirement("WH-6")
    void a_connection_that_breaks_is_recorded_and_the_next_event_gets_through(
            ConnectionBehaviour breaking, Answer expected) throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(breaking)) {
            assertThat(client.send(listener.url())).isEqualTo(expected);

            await().until(() -> client.openTo(listener) == 0);
            // Once: an event that may have arrived is not sent again behind the back of whoever decides on that.
            assertThat(listener.connections()).isEqualTo(1);
            assertThat(client.send(listener.url())).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "hello\r\n\r\n",
                "HTTP/1.1 twohundred OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nfour",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    @Requirement("WH-6")
    void what_is_not_http_is_no_answer(String answer) throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(connection -> {
            connection.request();
            connection.write(answer);
            connection.saysNothing();
        })) {
            assertThat(client.send(listener.url())).isEqualTo(NO_HTTP);

            await().until(() -> listener.hungUp() == 1);
            assertThat(client.send(listener.url())).isEqualTo(OK);
        }
    }

    static Stream<Named<ConnectionBehaviour>> thoseWithoutTls() {
        return Stream.of(
                named("answers in plain HTTP", connection -> {
                    connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
                    connection.saysNothing();
                }),
                named("answers with a fatal alert", connection -> {
                    connection.write(HexFormat.of().parseHex("15030300020228"));
                    connection.saysNothing();
                }),
                named("resets within the handshake", connection -> {
                    connection.write(HexFormat.of().parseHex("16"));
                    connection.reset();
                }));
    }

    @ParameterizedTest
    @MethodSource("thoseWithoutTls")
    @Requirement("WH-6")
    void a_listener_that_speaks_no_tls_hears_no_event(ConnectionBehaviour withoutTls) throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(withoutTls)) {
            assertThat(client.send(listener.url().replace("http:", "https:"))).isIn(NO_TLS, BROKEN);

            assertThat(listener.received()).isEmpty();
            await().until(() -> client.openTo(listener) == 0);
        }
    }
}

package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.adapters.webhook.RawListener.ConnectionBehaviour;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender.Answer;

/** Listeners that send more than anybody wants: without end, or little that becomes much. */
class EndlessAnswerTest {
    /** 64 KiB and the chunk in which they end, which is what one read of a socket brings at most. */
    private static final int MOST_BYTES_TAKEN = 2 * 64 * 1024;

    private static final Answer BEGINNING_OF_YS = new Answer.Answered(200, "y".repeat(1024));
    private static final Answer NO_HTTP = new Answer.NoAnswer("the answer was not valid HTTP");
    private static final Answer NOTHING_YET =
            new Answer.NoAnswer("there was no answer within the first 64 KiB that the listener sent");

    @AutoClose
    private static final ObservedClient client = new ObservedClient();

    static Stream<Arguments> endlessOnes() {
        return Stream.of(
                endless("a body without length", "HTTP/1.1 200 OK\r\n\r\n", "y".repeat(8192), BEGINNING_OF_YS),
                endless(
                        "a body of terabytes",
                        "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\n",
                        "y".repeat(8192),
                        BEGINNING_OF_YS),
                endless(
                        "chunks",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "2000\r\n" + "y".repeat(8192) + "\r\n",
                        BEGINNING_OF_YS),
                endless("headers", "HTTP/1.1 200 OK\r\n", "a: " + "b".repeat(1000) + "\r\n", NO_HTTP),
                endless("one header", "HTTP/1.1 200 OK\r\na: ", "b".repeat(1000), NO_HTTP),
                endless("a status line", "HTTP/1.1 200 ", "O".repeat(1000), NO_HTTP),
                endless(
                        "trailers",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
                        "a: " + "b".repeat(1000) + "\r\n",
                        NO_HTTP),
                endless("empty lines", "", "\r\n".repeat(1000), NO_HTTP),
                endless("interim answers", "", "HTTP/1.1 103 Early Hints\r\n\r\n", NOTHING_YET));
    }

    /** What it sends once, what it sends without end, and what is to come of it. */
    private static Arguments endless(String what, String first, String piece, Answer expected) {
        return arguments(named(what, pouring(first, piece)), expected);
    }

    private static ConnectionBehaviour pouring(String first, String piece) {
        return connection -> {
            connection.request();
            connection.write(first);
            connection.pour(piece);
        };
    }

    @ParameterizedTest
    @MethodSource("endlessOnes")
    @Requirement("RS-12")
    void of_an_answer_without_end_64_kib_are_read_and_then_the_client_hangs_up(
            ConnectionBehaviour endless, Answer expected) throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(endless)) {
            long before = client.bytesTaken();
            assertThat(client.send(listener.url())).isEqualTo(expected);

            await().until(() -> listener.hungUp() == 1);
            assertThat(client.bytesTaken() - before).isBetween(8L * 1024, (long) MOST_BYTES_TAKEN);
            assertThat(client.send(listener.url())).isEqualTo(new Answer.Answered(200, "ok"));
            await().until(() -> client.openTo(listener) == 0);
        }
    }

    @Test
    @Requirement("RS-12")
    void what_comes_around_the_body_counts_as_well() throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(pouring(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;" + "z".repeat(1024) + "\r\ny\r\n"))) {
            long before = client.bytesTaken();
            Answer.Answered answer = (Answer.Answered) client.send(listener.url());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.excerpt()).matches("y{1,130}");
            assertThat(client.bytesTaken() - before).isLessThanOrEqualTo(MOST_BYTES_TAKEN);
        }
    }

    @ParameterizedTest
    @CsvSource({"70000", "131073", "1000000"})
    @Requirement("RS-12")
    void a_long_answer_is_recorded_with_its_beginning(int length) throws IOException {
        try (RawListener listener = RawListener.answering(
                "HTTP/1.1 500 Oops\r\nContent-Length: " + length + "\r\n\r\n" + "y".repeat(length))) {
            assertThat(client.send(listener.url())).isEqualTo(new Answer.Answered(500, "y".repeat(1024)));
        }
    }

    static Stream<Arguments> bombs() throws IOException {
        byte[] zeros = new byte[256 * 1024 * 1024];
        byte[] gzip = compressed(zeros, GZIPOutputStream::new);
        byte[] deflate = compressed(zeros, DeflaterOutputStream::new);
        byte[] nested = compressed(gzip, GZIPOutputStream::new);
        return Stream.of(
                bomb("gzip", gzip),
                bomb("x-gzip", gzip),
                bomb("deflate", deflate),
                bomb("gzip, gzip", nested),
                bomb("gzip", nested));
    }

    private static Arguments bomb(String encoding, byte[] body) {
        return arguments(encoding, named(body.length + " bytes", body));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    @Requirement("RS-12")
    void a_little_that_inflates_to_a_lot_is_not_inflated(String encoding, byte[] bomb) throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + bomb.length
                    + "\r\n\r\n");
            connection.write(bomb);
            // Small as it is, the next request may come on the same connection.
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        })) {
            long allocatedBefore = allocated();
            long takenBefore = client.bytesTaken();
            Answer answer = client.send(listener.url());

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(200));
            assertThat(((Answer.Answered) answer).excerpt().length()).isLessThanOrEqualTo(1024);
            assertThat(client.bytesTaken() - takenBefore).isLessThanOrEqualTo(MOST_BYTES_TAKEN);
            // All of it would be 256 MiB, and what a socket brings at once 64 MiB.
            assertThat(allocated() - allocatedBefore).isLessThan(16L * 1024 * 1024);
            assertThat(client.send(listener.url()))
                    .isInstanceOfSatisfying(
                            Answer.Answered.class,
                            next -> assertThat(next.status()).isEqualTo(200));
        }
    }

    /** What all threads of this JVM have allocated so far. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    @Test
    @Requirement("RS-12")
    void a_compressed_answer_can_be_read_by_people() throws IOException {
        byte[] text = "{\"error\":\"grüße\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(excerptOf("gzip", compressed(text, GZIPOutputStream::new))).isEqualTo("{\"error\":\"grüße\"}");
        assertThat(excerptOf("deflate", compressed(text, DeflaterOutputStream::new)))
                .isEqualTo("{\"error\":\"grüße\"}");
        assertThat(excerptOf("gzip", text)).isEqualTo("{\"error\":\"grüße\"}");
    }

    private static String excerptOf(String encoding, byte[] body) throws IOException {
        try (RawListener listener = RawListener.onConnection(connection -> {
            connection.request();
            connection.write("HTTP/1.1 422 X\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + body.length
                    + "\r\nConnection: close\r\n\r\n");
            connection.write(body);
        })) {
            return ((Answer.Answered) client.send(listener.url())).excerpt();
        }
    }

    private static byte[] compressed(byte[] bytes, Compression compression) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compression.around(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private interface Compression {
        OutputStream around(OutputStream out) throws IOException;
    }
}

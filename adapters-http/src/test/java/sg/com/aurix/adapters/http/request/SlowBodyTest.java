package sg.com.aurix.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

@Requirement("RS-21")
final class SlowBodyTest {
    private static final TestServer server = TestServer.shared();
    private static final String HEAD = "POST /patience HTTP/1.1\r\nHost: localhost\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2710\r\n"})
    void a_body_that_drips_is_a_408_at_the_deadline_and_ends_the_connection(String framing) throws IOException {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            long begun = System.nanoTime();
            out.write((HEAD + framing).getBytes(StandardCharsets.ISO_8859_1));
            ScheduledFuture<?> drip = timer.scheduleAtFixedRate(() -> writeByte(out), 0, 50, TimeUnit.MILLISECONDS);

            Answer answer = RawHttp.read(in);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            drip.cancel(false);

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("content-type")).hasValue("application/json");
            assertThat(answer.names()).containsExactly("status", "message");
            assertThat(answer.json().get("message").asText()).contains("too long to arrive");
            assertThat(answer.header("connection")).hasValue("close");
            assertThat(took).isGreaterThanOrEqualTo(PatienceController.DEADLINE);
            assertThat(hasEnded(in)).as("the end of the connection").isTrue();
        }
    }

    @Test
    void a_body_in_pieces_that_is_there_in_time_is_read() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            String head = HEAD.replace("/patience", "/patience/long") + "Content-Length: 5\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 5; i++) {
                out.write('x');
                out.flush();
            }

            assertThat(RawHttp.read(socket.getInputStream()).text()).isEqualTo("read 5");
        }
    }

    /** A byte that came too late to be read makes the end a reset. */
    private static boolean hasEnded(InputStream in) throws IOException {
        try {
            return in.read() == -1;
        } catch (SocketException reset) {
            return String.valueOf(reset.getMessage()).contains("reset");
        }
    }

    private static void writeByte(OutputStream out) {
        try {
            out.write(' ');
        } catch (IOException e) {
            // The server hung up, which is its right once it has answered; the timer stops with this.
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }
}

package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A click of which the server has the headers and half of the body: a request under way for as long as a test wants. */
final class HalfSentClick implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answers;
    private final String rest;

    HalfSentClick(int port, String deviceId) {
        String json = "{\"token\":\"" + TestSandbox.WIDGET_TOKEN + "\",\"device_id\":\"" + deviceId
                + "\",\"click_url\":\"https://example.com/\"}";
        int half = json.length() / 2;
        rest = json.substring(half);
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            send("POST /widget/clicks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                    + json.length() + "\r\nExpect: 100-continue\r\n\r\n");
            // Only now does the server have it for sure: a connection that it is about to accept is not under way.
            assertThat(answers.readLine()).startsWith("HTTP/1.1 100");
            assertThat(answers.readLine()).isEmpty();
            send(json.substring(0, half));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes the request; the status line of the answer. */
    String sendTheRest() {
        try {
            send(rest);
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

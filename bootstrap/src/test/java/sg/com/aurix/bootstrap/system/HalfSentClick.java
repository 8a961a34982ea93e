package sg.com.aurix.bootstrap.system;

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
    private final String rest;

    HalfSentClick(int port, String deviceId) {
        String json = "{\"token\":\"" + TestSandbox.WIDGET_TOKEN + "\",\"device_id\":\"" + deviceId
                + "\",\"click_url\":\"https://example.com/\"}";
        int half = json.length() / 2;
        rest = json.substring(half);
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            send("POST /widget/clicks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                    + json.length() + "\r\n\r\n" + json.substring(0, half));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes the request; the status line of the answer. */
    String sendTheRest() {
        try {
            send(rest);
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(answer.readLine());
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

package sg.com.aurix.adapters.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener on a raw socket, which can answer whatever a test wants, also what no HTTP server would. */
final class RawListener implements AutoCloseable {
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private RawListener(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    /** A listener that answers every request with these bytes and closes the connection. */
    static RawListener answering(String answer) {
        return behaving((request, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static RawListener answeringStatus(int status) {
        return answering("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    }

    static RawListener behaving(Behaviour behaviour) {
        try {
            RawListener listener =
                    new RawListener(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), behaviour);
            Thread.ofVirtual().start(listener::accept);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    List<Received> received() {
        return received;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test closed the listener.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Received request = read(socket.getInputStream());
            received.add(request);
            behaviour.answer(request, socket.getOutputStream());
        } catch (IOException e) {
            // The client gave up, which some tests want.
            return;
        }
    }

    private static Received read(InputStream in) throws IOException {
        String requestLine = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(requestLine, headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** What the listener does once it has read a request. */
    interface Behaviour {
        void answer(Received request, OutputStream out) throws IOException;
    }

    /** A request as it came over the wire, header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(String requestLine, Map<String, String> headers, byte[] body) {}
}

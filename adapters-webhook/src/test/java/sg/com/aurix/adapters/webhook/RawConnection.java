package sg.com.aurix.adapters.webhook;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection to a {@link RawListener}, and what a hostile one can do with it. */
final class RawConnection {
    private final Socket socket;
    private final List<RawListener.Received> received;
    private final CountDownLatch listenerClosed;

    RawConnection(Socket socket, List<RawListener.Received> received, CountDownLatch listenerClosed) {
        this.socket = socket;
        this.received = received;
        this.listenerClosed = listenerClosed;
    }

    /** Reads the next request, which the listener remembers. */
    RawListener.Received request() throws IOException {
        InputStream in = socket.getInputStream();
        String requestLine = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        RawListener.Received request = new RawListener.Received(requestLine, headers, in.readNBytes(length));
        received.add(request);
        return request;
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Writes the piece again and again, as fast as it is taken. */
    void pour(String piece) throws IOException {
        byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            socket.getOutputStream().write(bytes);
        }
    }

    /** Writes the piece again and again, once in each pause. */
    void drip(String piece, Duration pause) throws IOException {
        do {
            write(piece);
        } while (!listenerIsClosedWithin(pause));
    }

    private boolean listenerIsClosedWithin(Duration pause) throws IOException {
        try {
            return listenerClosed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Says nothing until the client ends the connection. */
    void saysNothing() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        throw new EOFException("the client hung up");
    }

    /** Ends the connection by RST instead of FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}

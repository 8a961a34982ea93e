package sg.com.aurix.bootstrap.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A listener that costs as little as it can, so that what sends to it is measured and not the listener: it answers 204 and counts.
 */
final class CountingListener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final AtomicLong heard = new AtomicLong();
    private volatile long lastAt;

    CountingListener() {
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("listener").start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/webhooks/aurix";
    }

    /** How many requests came so far. */
    long heard() {
        return heard.get();
    }

    /** When the last one had come as a whole, by {@link System#nanoTime}. */
    long lastAt() {
        return lastAt;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                in.skipNBytes(contentLength(in));
                lastAt = System.nanoTime();
                heard.incrementAndGet();
                out.write(ANSWER);
            }
        } catch (IOException hungUp) {
            // As clients do.
        }
    }

    /** Reads to the end of the headers, without making objects of them. */
    private static int contentLength(InputStream in) throws IOException {
        int length = 0;
        int matched = 0;
        boolean reading = false;
        int column = 0;
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0) {
                throw new IOException("end of the connection");
            }
            if (c == '\n') {
                if (column == 0) {
                    return length;
                }
                column = 0;
                matched = 0;
                reading = false;
            } else if (c != '\r') {
                if (reading && c >= '0' && c <= '9') {
                    length = length * 10 + c - '0';
                } else if (matched == column
                        && matched < LENGTH.length
                        && Character.toLowerCase(c) == LENGTH[matched]) {
                    matched++;
                    if (matched == LENGTH.length) {
                        reading = true;
                        length = 0;
                    }
                }
                column++;
            }
        }
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

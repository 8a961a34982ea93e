package sg.com.aurix.bootstrap.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A kept connection to a server of this machine, which costs next to nothing, so that what is measured is the server. */
final class HttpConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String LINK = "link:";

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** A request without a body, to be sent again and again. */
    static byte[] get(String path, String bearer) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + bearer + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a whole request and reads the whole answer. */
    Answer exchange(byte[] request) throws IOException {
        out.write(request);
        String statusLine = line();
        int length = 0;
        Optional<String> link = Optional.empty();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            } else if (line.regionMatches(true, 0, LINK, 0, LINK.length())) {
                link = Optional.of(line.substring(LINK.length()).strip());
            }
        }
        return new Answer(
                Integer.parseInt(statusLine.split(" ", -1)[1]),
                link,
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** @param link the value of the header of that name */
    record Answer(int status, Optional<String> link, String body) {
        Answer require(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("the server answered " + status + ": " + body);
            }
            return this;
        }
    }
}

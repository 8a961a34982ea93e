package sg.com.aurix.adapters.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener on a raw socket, which can answer whatever a test wants, also what no HTTP server would. */
final class RawListener implements AutoCloseable {
    private final ServerSocket server;
    private final ConnectionBehaviour behaviour;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread acceptor = Thread.ofVirtual().unstarted(this::accept);

    private RawListener(ServerSocket server, ConnectionBehaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    /** A listener that answers every request with these bytes and closes the connection. */
    static RawListener answering(String answer) {
        return onConnection(connection -> {
            connection.request();
            connection.write(answer);
        });
    }

    static RawListener answeringStatus(int status) {
        return answering("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    }

    /** A listener that does as it likes with its first connection, and as it should with every later one. */
    static RawListener onFirstConnection(ConnectionBehaviour behaviour) {
        AtomicBoolean wasFirst = new AtomicBoolean();
        return onConnection(connection -> {
            if (!wasFirst.getAndSet(true)) {
                behaviour.serve(connection);
            } else {
                connection.request();
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            }
        });
    }

    /** A listener that does as it likes with each connection from the moment that it is made. */
    static RawListener onConnection(ConnectionBehaviour behaviour) {
        try {
            RawListener listener =
                    new RawListener(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), behaviour);
            listener.acceptor.start();
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    int port() {
        return server.getLocalPort();
    }

    List<Received> received() {
        return received;
    }

    int connections() {
        return connections.get();
    }

    /** How many connections the client ended while the listener was still busy with them. */
    int hungUp() {
        return hungUp.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test closed the listener.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            behaviour.serve(new RawConnection(socket, received, closed));
        } catch (IOException e) {
            // The client gave up, which some tests want.
            hungUp.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        // Until it has heard of that, it may take one more connection.
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while a listener was closed");
        }
    }

    /** What the listener does with a connection; an exception says that the client ended it first. */
    interface ConnectionBehaviour {
        void serve(RawConnection connection) throws IOException;
    }

    /** A request as it came over the wire, header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(String requestLine, Map<String, String> headers, byte[] body) {}
}

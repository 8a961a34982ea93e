package sg.com.aurix.bootstrap.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A listener that takes connections and never says anything. */
final class Silence implements AutoCloseable {
    private final ServerSocket server;
    private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();

    Silence() {
        try {
            server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::take);
    }

    private void take() {
        try {
            while (true) {
                taken.add(server.accept());
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/webhooks/aurix";
    }

    /** How many connections it has taken so far. */
    int taken() {
        return taken.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : taken) {
            socket.close();
        }
    }
}

package sg.com.aurix.adapters.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The stretch of network between a pool and PostgreSQL, which a test can break and mend; it counts what it broke. */
final class BreakableNetwork implements AutoCloseable {
    /** What happens to the next COMMIT. */
    enum Cut {
        NONE,
        /** PostgreSQL never hears of it: the first one of its connection. */
        BEFORE_COMMIT,
        /** PostgreSQL commits, and its answer is lost. */
        AFTER_COMMIT
    }

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NONE);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition speaks = lock.newCondition();
    private ServerSocket server;
    private Thread acceptor;
    private boolean silent;

    BreakableNetwork(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = server.getLocalPort();
        this.acceptor = accept(server);
    }

    int port() {
        return port;
    }

    /** Cuts the connection that sends the next COMMIT. */
    void cutAtNextCommit(Cut newCut) {
        cut.set(newCut);
    }

    /** How many connections were cut at a COMMIT. */
    int cuts() {
        return cuts.get();
    }

    /** Closes every connection and refuses new ones, as when PostgreSQL is not running. */
    void goDown() throws IOException {
        server.close();
        // Until it has heard of that, it may take one more.
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while the network went down");
        }
        closeConnections();
    }

    /** Takes connections again. */
    void comeBack() throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor = accept(server);
    }

    /** Takes connections and lets nothing through, as when packets are swallowed. */
    void fallSilent() {
        setSilent(true);
    }

    /** Lets everything through again, also what was held back. */
    void speak() {
        setSilent(false);
    }

    /** How often something was held back by silence. */
    int heldBack() {
        return held.get();
    }

    @Override
    public void close() throws IOException {
        goDown();
        speak();
    }

    private void setSilent(boolean newSilent) {
        lock.lock();
        try {
            silent = newSilent;
            speaks.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitSpeech() {
        lock.lock();
        try {
            if (silent) {
                held.incrementAndGet();
            }
            while (silent) {
                speaks.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private Thread accept(ServerSocket from) {
        return Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = from.accept();
                    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(client);
                    sockets.add(upstream);
                    Thread.ofVirtual().start(() -> pump(client, upstream, Cut.BEFORE_COMMIT));
                    Thread.ofVirtual().start(() -> pump(upstream, client, Cut.AFTER_COMMIT));
                }
            } catch (IOException closed) {
                // The network went down, as it was told to.
                return;
            }
        });
    }

    /** A connection's first COMMIT goes to the server by name, later ones as something prepared; its confirmation always has the name. */
    private void pump(Socket from, Socket to, Cut thatCutsHere) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitSpeech();
                if (new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT")
                        && cut.compareAndSet(thatCutsHere, Cut.NONE)) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException closed) {
            // One side is gone; closing both tells the other.
            return;
        }
    }
}

package sg.com.aurix.bootstrap.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The network between servers and PostgreSQL, which cuts a connection at the worst moment: the transaction that wrote a certain text
 * has ended, and PostgreSQL's word of it is on its way. It counts what it cut.
 */
final class AnswerCutter implements AutoCloseable {
    /** PostgreSQL's ReadyForQuery outside of a transaction: {@code 'Z'}, the length 5, and {@code 'I'} for idle. */
    private static final String TRANSACTION_ENDED = "Z\0\0\0\5I";

    private static final String NOTHING = "";

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> text = new AtomicReference<>(NOTHING);
    private final AtomicInteger cuts = new AtomicInteger();

    AnswerCutter(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Cuts the connection that sends this text next, when its transaction has ended. */
    void cutAfter(String textSent) {
        text.set(textSent);
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket postgres = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(postgres);
                AtomicBoolean marked = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pump(client, postgres, sent -> !mark(sent, marked)));
                Thread.ofVirtual().start(() -> pump(postgres, client, said -> !cut(said, marked)));
            }
        } catch (IOException closed) {
            // The test is over.
            return;
        }
    }

    /** Marks the connection if it sends the text; nothing is held back for that. */
    private boolean mark(String sent, AtomicBoolean marked) {
        String wanted = text.get();
        if (!wanted.isEmpty() && sent.contains(wanted) && text.compareAndSet(wanted, NOTHING)) {
            marked.set(true);
        }
        return false;
    }

    private boolean cut(String said, AtomicBoolean marked) {
        if (marked.get() && said.contains(TRANSACTION_ENDED)) {
            cuts.incrementAndGet();
            return true;
        }
        return false;
    }

    /** Passes on what comes, as long as what came lately, with the end of what came before it, may pass. */
    private static void pump(Socket from, Socket to, Passing passing) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            String before = NOTHING;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String lately = before + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (!passing.mayPass(lately)) {
                    return;
                }
                before = lately.substring(Math.max(0, lately.length() - 200));
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException closed) {
            // One side is gone; closing both tells the other.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Passing {
        boolean mayPass(String lately);
    }
}

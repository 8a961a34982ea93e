package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running PostgreSQL: brought up on a port of its own, watched, and shut down. */
final class Postmaster {
    /** The one address PostgreSQL listens at. */
    static final String ADDRESS = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MS = 10;
    private static final int PORTS_TRIED = 10;

    /** PostgreSQL's own words for it, which {@code lc_messages} keeps as they are. */
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("lc_messages", "C"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("logging_collector", "off"),
            // A failed statement and its values are its sender's business: they may be personal data (RS-19), and the
            // log is to stay
            // small. This level keeps the server's own messages and drops statements' errors.
            Map.entry("log_min_messages", "log"),
            Map.entry("log_min_error_statement", "panic"));

    private final Programs programs;
    private final DataFolder folder;
    private final Process process;
    private final int port;
    private volatile boolean ending;

    private Postmaster(Programs programs, DataFolder folder, Process process, int port) {
        this.programs = programs;
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts PostgreSQL and returns when it takes connections.
     *
     * @param extraSettings server settings that go before ours
     * @param ports gives a port to try, at each call; one that is taken meanwhile costs one call more
     * @throws EmbeddedPostgresException if it does not come up within a minute; with the end of its log
     */
    static Postmaster start(DataFolder folder, Programs programs, Map<String, String> extraSettings, IntSupplier ports)
            throws IOException, InterruptedException {
        folder.rotateLog();
        for (int attempt = 1; attempt <= PORTS_TRIED; attempt++) {
            int port = ports.getAsInt();
            Process process = programs.startPostgres(arguments(folder, extraSettings, port));
            Postmaster postmaster = new Postmaster(programs, folder, process, port);
            if (postmaster.takesConnections()) {
                folder.rememberPort(port);
                var _ = process.onExit().thenAccept(postmaster::ended);
                return postmaster;
            }
            LOG.info("Port {} is taken, trying another one", port);
        }
        throw new EmbeddedPostgresException("PostgreSQL found no free port at %s in %d attempts:%n%s"
                .formatted(ADDRESS, PORTS_TRIED, folder.logTail()));
    }

    /** First the port of the last run, then whichever the operating system calls free. */
    static IntSupplier ports(DataFolder folder) {
        AtomicInteger last = new AtomicInteger(folder.lastPort().orElse(0));
        return () -> {
            int port = last.getAndSet(0);
            return port == 0 ? freePort() : port;
        };
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The operating system has no free port at %s.".formatted(ADDRESS), e);
        }
    }

    /** What {@code postgres} is told at its start. */
    static List<String> arguments(DataFolder folder, Map<String, String> extraSettings, int port) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.putAll(extraSettings);
        settings.put("listen_addresses", ADDRESS);
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        List<String> arguments = new ArrayList<>(List.of("-D", folder.cluster().toString()));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    /** Waits until PostgreSQL is ready; false if its port was taken. */
    private boolean takesConnections() throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(STARTING);
        boolean settled = false;
        try {
            while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                // The file is this process's: a stale one was deleted before the start.
                if (PostmasterFile.read(folder.postmasterFile())
                        .filter(file -> file.ready() && file.pid() == process.pid())
                        .isPresent()) {
                    settled = true;
                    return true;
                }
                if (deadline.passed()) {
                    throw new EmbeddedPostgresException("PostgreSQL did not take connections within %d seconds:%n%s"
                            .formatted(STARTING.toSeconds(), folder.logTail()));
                }
            }
            settled = true;
        } finally {
            if (!settled) {
                stop();
            }
        }
        String log = folder.logTail();
        if (log.contains(PORT_TAKEN)) {
            return false;
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL did not start (exit code %d):%n%s".formatted(process.exitValue(), log));
    }

    private void ended(Process process) {
        if (!ending) {
            LOG.error(
                    "PostgreSQL ended by itself (exit code {}); {} says why. Start the server again.",
                    process.exitValue(),
                    folder.log());
        }
    }

    int port() {
        return port;
    }

    /**
     * Shuts PostgreSQL down and returns when it is gone: open transactions are rolled back at once, committed rows are flushed. One
     * that hangs, or a caller that is interrupted, has it killed, which costs the next start a recovery and no committed row.
     */
    void stop() {
        ending = true;
        try {
            if (endsAfter("INT", FAST_SHUTDOWN) || endsAfter("QUIT", IMMEDIATE_SHUTDOWN)) {
                return;
            }
            LOG.warn("PostgreSQL does not shut down and is killed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly().onExit().join();
    }

    private boolean endsAfter(String signal, Duration patience) throws InterruptedException {
        if (process.isAlive()) {
            try {
                programs.signal(signal, process.pid());
            } catch (IOException e) {
                LOG.warn("PostgreSQL cannot be told to shut down", e);
                process.destroy();
            }
        }
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}

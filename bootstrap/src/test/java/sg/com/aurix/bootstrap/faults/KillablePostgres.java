package sg.com.aurix.bootstrap.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgres;
import sg.com.aurix.bootstrap.system.ServerProcess;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** A PostgreSQL that belongs to the tests and not to a server: it can be killed, and started again where it was. */
final class KillablePostgres {
    /** Several servers' pools, of several tests. */
    private static final Map<String, String> SETTINGS = Map.of("max_connections", "300");

    private final Path folder;
    private EmbeddedPostgres running;

    private KillablePostgres(Path folder) {
        this.folder = folder;
        this.running = EmbeddedPostgres.start(folder, SETTINGS);
    }

    /** Starts one on a folder of its own. */
    private static KillablePostgres start() {
        Path folder = TestSandbox.emptyDataDir();
        try {
            // PostgreSQL takes the port of its last run, if it is free; this one still is when PostgreSQL was killed.
            Files.writeString(folder.resolve("port"), ServerProcess.freePort() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KillablePostgres(folder);
    }

    /** The one of this JVM; whoever kills it is alone with it, and starts it again. */
    static KillablePostgres shared() {
        return Shared.POSTGRES;
    }

    int port() {
        return running.port();
    }

    /** Makes an empty database; what a server needs to find it, at this port. */
    Map<String, String> database(String name, int port) {
        running.createDatabase(name);
        return Map.of(
                "AURIX_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/" + name,
                "AURIX_DATABASE_USER", running.user(),
                "AURIX_DATABASE_PASSWORD", running.password());
    }

    Map<String, String> database(String name) {
        return database(name, port());
    }

    /** SIGKILL to the postmaster and to everything it started. */
    void kill() {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        assertThat(all).as("a postmaster and its backends").hasSizeGreaterThan(1);
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            postmaster.onExit().get(10, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL does not end", e);
        }
        assertThat(postmasterFile()).as("left behind by a kill").exists();
    }

    /** Starts it on the same folder and port, where it finds that it was not shut down. */
    void startAgain() {
        int port = port();
        running.close();
        running = EmbeddedPostgres.start(folder, SETTINGS);
        assertThat(port()).isEqualTo(port);
        assertThat(folder.resolve("postgres.log"))
                .content()
                .contains("database system was not properly shut down; automatic recovery in progress");
    }

    private Path postmasterFile() {
        return folder.resolve("data").resolve("postmaster.pid");
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(Files.readAllLines(postmasterFile()).getFirst());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first test that needs it; an embedded PostgreSQL ends with the JVM that started it. */
    private static final class Shared {
        static final KillablePostgres POSTGRES = start();
    }
}

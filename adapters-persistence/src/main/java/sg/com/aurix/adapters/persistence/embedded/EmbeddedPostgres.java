package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, from binaries on the class path, that listens on this machine only.
 *
 * <p>It is as safe as an installed one: {@code fsync} and data checksums are on, and a committed row survives restarts, SIGTERM and
 * {@code kill -9} of this process or of PostgreSQL itself. When this process ends without {@link #close()}, PostgreSQL shuts down by
 * itself; the next start waits for that. All methods may be called by any thread.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final String INTERRUPTED = "The start of PostgreSQL was interrupted.";
    private static final String DUPLICATE_DATABASE = "42P04";

    private final DataFolder folder;
    private final FolderLock lock;
    private final Cluster cluster;
    private final Postmaster postmaster;
    private final boolean temporary;
    private @Nullable Thread shutdownHook;
    private boolean closed;

    private EmbeddedPostgres(
            DataFolder folder, FolderLock lock, Cluster cluster, Postmaster postmaster, boolean temporary) {
        this.folder = folder;
        this.lock = lock;
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.temporary = temporary;
    }

    /**
     * Starts PostgreSQL on the folder with its usual settings.
     *
     * @see #start(Path, Map)
     */
    public static EmbeddedPostgres start(Path dataDir) {
        return start(dataDir, Map.of());
    }

    /**
     * Starts PostgreSQL on the folder and returns when it takes connections: within some seconds the first time, when programs are
     * unpacked and a cluster is made, and well under a second later.
     *
     * <p>Started by root, PostgreSQL runs as user id 65534 or, where the cluster has an owner already, as that one; the folders above
     * {@code dataDir} are never changed.
     *
     * @param dataDir holds all of it; made if it is not there
     * @param settings server settings (as in {@code postgresql.conf}) that go before the usual ones; address, port and sockets are
     *     not to be set
     * @throws EmbeddedPostgresException if another server has the folder, if it was made by another major version of PostgreSQL, if
     *     it cannot be used, or if PostgreSQL does not come up within a minute
     */
    public static EmbeddedPostgres start(Path dataDir, Map<String, String> settings) {
        return start(dataDir, settings, UnaryOperator.identity());
    }

    /**
     * Starts an empty PostgreSQL for a test, with a folder of its own that goes when it is closed or this process ends in good order.
     *
     * @param workDir where that folder is made, and where the programs are unpacked once for all that name this folder; Maven's
     *     {@code target} is a good place
     * @param settings as in {@link #start(Path, Map)}; with {@code fsync=off}, which suits tests that crash nothing, making the
     *     database does not wait for the disk either
     * @throws EmbeddedPostgresException if PostgreSQL cannot be started
     */
    public static EmbeddedPostgres startTemporary(Path workDir, Map<String, String> settings) {
        return explainingFailures(workDir, () -> {
            DataFolder work = DataFolder.at(workDir);
            DataFolder folder = DataFolder.at(Files.createTempDirectory(work.root(), "temporary-"));
            return start(folder, work.root(), settings, UnaryOperator.identity(), true);
        });
    }

    /** As the public one; {@code portChoice} gets our choice of ports to try and gives its own. */
    static EmbeddedPostgres start(Path dataDir, Map<String, String> settings, UnaryOperator<IntSupplier> portChoice) {
        return explainingFailures(dataDir, () -> {
            DataFolder folder = DataFolder.at(dataDir);
            return start(folder, folder.root(), settings, portChoice, false);
        });
    }

    private static EmbeddedPostgres start(
            DataFolder folder,
            Path programsFolder,
            Map<String, String> settings,
            UnaryOperator<IntSupplier> portChoice,
            boolean temporary)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        FolderLock lock = FolderLock.take(folder);
        try {
            Account account = Account.forCluster(folder);
            Path home = Binaries.ofThisMachine().unpackedInto(programsFolder);
            Programs programs = Programs.choose(home, folder, account);
            new EarlierPostmaster(folder, programs, account).awaitEnd();
            boolean durable = !"off".equals(settings.get("fsync"));
            Cluster cluster = Cluster.prepare(folder, programs, account, durable);
            IntSupplier ports = portChoice.apply(Postmaster.ports(folder));
            Postmaster postmaster = Postmaster.start(folder, programs, settings, ports);
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, lock, cluster, postmaster, temporary);
            if (temporary || !programs.endWithUs()) {
                postgres.closeAtExit();
            }
            LOG.info(
                    "PostgreSQL {} took {} ms to start at {}:{}, data in {}",
                    programs.version(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis(),
                    Postmaster.ADDRESS,
                    postmaster.port(),
                    folder.root());
            return postgres;
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (temporary) {
                CrashSafeFiles.deleteTree(folder.root());
            }
            lock.close();
            throw e;
        }
    }

    private interface Start {
        EmbeddedPostgres start() throws IOException, InterruptedException;
    }

    private static EmbeddedPostgres explainingFailures(Path dataDir, Start start) {
        try {
            return start.start();
        } catch (ClosedByInterruptException e) {
            throw new EmbeddedPostgresException(INTERRUPTED, e);
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The data folder %s cannot be used: %s. Set AURIX_DATA_DIR to a folder that can be written."
                            .formatted(dataDir, reason(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException(INTERRUPTED, e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof FileSystemException failed && failed.getReason() == null) {
            return e.getClass().getSimpleName() + " " + failed.getFile();
        }
        return String.valueOf(e.getMessage());
    }

    private synchronized void closeAtExit() {
        shutdownHook = new Thread(this::close, "embedded-postgres-shutdown");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    private synchronized void doNotCloseAtExit() {
        if (shutdownHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException exiting) {
                LOG.debug("PostgreSQL ended because the process ends");
            }
        }
    }

    /** The JDBC address of a database of that name, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Postmaster.ADDRESS, port(), database);
    }

    /** PostgreSQL's superuser, and its only user. */
    public String user() {
        return Cluster.USER;
    }

    /** The user's password: drawn at the first start, kept in a file that only its owner may read, and not to be logged. */
    public String password() {
        return cluster.password();
    }

    /** The TCP port at 127.0.0.1; the one of the last run while that is free. */
    public int port() {
        return postmaster.port();
    }

    /**
     * Makes an empty database if there is none of that name.
     *
     * @param name 1 to 63 of {@code a-z 0-9 _}, not beginning with a digit
     * @throws IllegalArgumentException if it is another kind of name
     * @throws EmbeddedPostgresException if PostgreSQL does not make it
     */
    public void createDatabase(String name) {
        if (!DATABASE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl(MAINTENANCE_DATABASE), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name + "\"");
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new EmbeddedPostgresException(
                        "The database %s cannot be made: %s".formatted(name, e.getMessage()), e);
            }
        }
    }

    /**
     * Shuts PostgreSQL down and returns when it is gone: open transactions are rolled back, committed rows stay. Closing twice does
     * nothing.
     *
     * @throws EmbeddedPostgresException if files cannot be closed or, where the folder is temporary, deleted
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // An interrupted thread, too, ends its PostgreSQL before it goes on.
        boolean interrupted = Thread.interrupted();
        try {
            postmaster.stop();
            if (temporary) {
                CrashSafeFiles.deleteTree(folder.root());
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The data folder %s cannot be put away: %s.".formatted(folder.root(), reason(e)), e);
        } finally {
            lock.close();
            doNotCloseAtExit();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

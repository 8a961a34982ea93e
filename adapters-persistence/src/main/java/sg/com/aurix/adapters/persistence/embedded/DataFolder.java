package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;

/**
 * The one folder that holds everything of an embedded PostgreSQL, and the names in it.
 *
 * @param root the folder's real path, without symbolic links, as the operating system reports it of running processes
 */
record DataFolder(Path root) {
    private static final int LOG_TAIL_BYTES = 3_000;

    /** Takes the folder, made with its parents if it is not there yet. */
    static DataFolder at(Path folder) throws IOException {
        return new DataFolder(Files.createDirectories(folder.toAbsolutePath()).toRealPath());
    }

    /** The database cluster itself; there only when it is complete. */
    Path cluster() {
        return root.resolve("data");
    }

    /** A cluster in the making. */
    Path unfinishedCluster() {
        return root.resolve("data.new");
    }

    /** Written by the postmaster while it runs. */
    Path postmasterFile() {
        return cluster().resolve("postmaster.pid");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Path lockFile() {
        return root.resolve("aurix.lock");
    }

    private Path portFile() {
        return root.resolve("port");
    }

    /** What PostgreSQL has to say since its last start. */
    Path log() {
        return root.resolve("postgres.log");
    }

    /** Keeps the last run's log under another name, so that two runs are all that ever pile up. */
    void rotateLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The end of PostgreSQL's log, at most 3,000 bytes, whole lines. */
    String logTail() {
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
            long start = Math.max(0, file.length() - LOG_TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            String tail = new String(bytes, StandardCharsets.UTF_8);
            return (start == 0 ? tail : tail.substring(tail.indexOf('\n') + 1)).strip();
        } catch (IOException unreadable) {
            return "(" + log() + " cannot be read)";
        }
    }

    /** The port of the last run; whoever has its address in a tool finds the database again after a restart. */
    OptionalInt lastPort() {
        try {
            int port = Integer.parseInt(Files.readString(portFile()).strip());
            return port > 0 && port < 65_536 ? OptionalInt.of(port) : OptionalInt.empty();
        } catch (IOException | NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
    }

    /** The password of the cluster, as drawn at the first start. */
    String readPassword() throws IOException {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (NoSuchFileException missing) {
            throw new EmbeddedPostgresException(
                    "The password file %s is missing. Put it back, or move %s away to begin with an empty database."
                            .formatted(passwordFile(), cluster()),
                    missing);
        }
    }
}

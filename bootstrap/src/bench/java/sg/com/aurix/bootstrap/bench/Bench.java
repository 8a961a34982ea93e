package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgres;

/** What all figures share: the settings, a folder below {@code target}, and one PostgreSQL with {@code fsync} on. */
final class Bench implements AutoCloseable {
    /** What everybody would set on a machine that the database is to use; the same for ours and for all peers. */
    private static final Map<String, String> POSTGRES =
            Map.of("max_connections", "300", "shared_buffers", "1GB", "max_wal_size", "8GB");

    private final Settings settings;
    private final Path folder;
    private final EmbeddedPostgres postgres;

    private Bench(Settings settings, Path folder, EmbeddedPostgres postgres) {
        this.settings = settings;
        this.folder = folder;
        this.postgres = postgres;
    }

    /** Starts PostgreSQL on an empty folder below {@code target}, which goes when this is closed. */
    static Bench start(Settings settings) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
            return new Bench(settings, folder, EmbeddedPostgres.startTemporary(folder, POSTGRES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Settings settings() {
        return settings;
    }

    /** Where programs may leave what they write. */
    Path folder() {
        return folder;
    }

    /** An empty folder of its own. */
    Path emptyFolder(String name) {
        try {
            return Files.createTempDirectory(folder, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database that is empty, whatever there was of that name. */
    Database emptyDatabase(String name) {
        drop(name);
        postgres.createDatabase(name);
        return database(name);
    }

    /** A database with our tables in it. */
    Database migratedDatabase(String name) {
        Database database = emptyDatabase(name);
        database.migrate();
        return database;
    }

    void drop(String name) {
        database("postgres").execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }

    Database database(String name) {
        return new Database(name, postgres.port(), postgres.user(), postgres.password());
    }

    /** Says how far it is. */
    static void say(String line) {
        System.out.println("bench: " + line);
    }

    @Override
    public void close() {
        postgres.close();
    }
}

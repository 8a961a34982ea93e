package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database cluster in the data folder: made whole or not at all, and only used by the PostgreSQL that can read it.
 *
 * @param password the superuser's
 */
record Cluster(String password) {
    /** PostgreSQL's superuser, and the only user there is. */
    static final String USER = "aurix";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final int PASSWORD_BYTES = 24;

    /**
     * Takes the cluster that is there, or makes one.
     *
     * @param durable false only for throw-away clusters, which then need not wait for the disk
     * @throws EmbeddedPostgresException if the one that is there is another major version's
     */
    static Cluster prepare(DataFolder folder, Programs programs, Account account, boolean durable)
            throws IOException, InterruptedException {
        if (!Files.exists(folder.cluster())) {
            create(folder, programs, account, durable);
        }
        requireSameMajorVersion(folder, programs);
        return new Cluster(folder.readPassword());
    }

    private static void create(DataFolder folder, Programs programs, Account account, boolean durable)
            throws IOException, InterruptedException {
        LOG.info("Making a database in {}", folder.cluster());
        Path unfinished = CrashSafeFiles.createPrivateFolder(folder.unfinishedCluster());
        account.own(unfinished);
        CrashSafeFiles.writePrivately(folder.passwordFile(), drawPassword() + "\n");
        account.own(folder.passwordFile());

        // Built-in C.UTF-8: the same order and case rules on every system, whatever its own locales.
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + folder.passwordFile(),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        Programs.Result initdb = programs.run("initdb", arguments);
        if (initdb.exitCode() != 0) {
            throw new EmbeddedPostgresException("PostgreSQL could not make a database in %s (exit code %d):%n%s"
                    .formatted(
                            folder.cluster(), initdb.exitCode(), initdb.output().strip()));
        }
        CrashSafeFiles.publish(unfinished, folder.cluster());
    }

    private static void requireSameMajorVersion(DataFolder folder, Programs programs) throws IOException {
        String found;
        try {
            found = Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
        } catch (NoSuchFileException missing) {
            throw new EmbeddedPostgresException(
                    "%s is there but is no PostgreSQL database. Move it away, or set AURIX_DATA_DIR to another folder."
                            .formatted(folder.cluster()),
                    missing);
        }
        if (!found.equals(programs.majorVersion())) {
            throw new EmbeddedPostgresException(
                    "The data folder %s was made by PostgreSQL %s, and this server brings PostgreSQL %s, which cannot read it. Dump it with PostgreSQL %s and load it into a new folder, or set AURIX_DATA_DIR to another one."
                            .formatted(folder.root(), found, programs.majorVersion(), found));
        }
    }

    private static String drawPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Cluster[password=***]";
    }
}

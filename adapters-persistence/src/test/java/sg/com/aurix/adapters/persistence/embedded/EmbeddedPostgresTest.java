package sg.com.aurix.adapters.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sg.com.aurix.application.contract.Requirement;

class EmbeddedPostgresTest {
    /** Suits tests that crash nothing. */
    private static final Map<String, String> FAST = Map.of("fsync", "off");

    /** Used by the tests that need no first start of their own. */
    @TempDir
    private static Path usedFolder;

    private static Path halfUnpacked;
    private static Path halfMade;

    @TempDir
    private Path parent;

    /** What a first start leaves that was killed while it unpacked, and one that was killed while it made the database. */
    @BeforeAll
    static void a_first_start_was_killed_and_another_one_succeeded() throws IOException, SQLException {
        halfUnpacked = usedFolder.resolve(UnpackedPrograms.folder().getFileName() + ".new");
        halfMade = usedFolder.resolve("data.new");
        Files.createDirectories(halfUnpacked.resolve("bin"));
        Files.writeString(halfUnpacked.resolve("bin").resolve("postgres"), "half a program");
        Files.createDirectories(halfMade.resolve("base"));
        Files.writeString(halfMade.resolve("PG_VERSION"), "1");
        Files.writeString(usedFolder.resolve("password"), "");
        Files.writeString(usedFolder.resolve("password.new"), "half");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder)) {
            Rows.in(postgres).insert(1, 3);
        }
    }

    @Test
    void the_usual_settings_keep_what_is_committed() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder)) {
            Rows rows = Rows.in(postgres);

            assertThat(rows.numbers()).contains(1L, 2L, 3L);
            assertThat(rows.ask("SHOW fsync")).isEqualTo("on");
            assertThat(rows.ask("SHOW full_page_writes")).isEqualTo("on");
            assertThat(rows.ask("SHOW synchronous_commit")).isEqualTo("on");
            assertThat(rows.ask("SHOW data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void text_is_unicode_on_every_machine() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            Rows rows = Rows.in(postgres);

            assertThat(rows.ask("SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(rows.ask("SELECT upper('é')")).isEqualTo("É");
            assertThat(rows.ask("SELECT min(word) FROM (VALUES ('b'), ('C')) AS words(word)"))
                    .isEqualTo("C");
        }
    }

    @Test
    void only_this_machine_is_let_in_and_only_with_the_password() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            Rows rows = Rows.in(postgres);

            assertThat(rows.ask("SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(rows.ask("SHOW unix_socket_directories")).isEmpty();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.user(), "guess"))
                    .withMessageContaining("password authentication failed");
            assertThat(postgres.password()).hasSizeGreaterThanOrEqualTo(32);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(usedFolder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void postgresql_never_runs_as_root() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            long pid = PostmasterFile.read(DataFolder.at(usedFolder).postmasterFile())
                    .orElseThrow()
                    .pid();

            assertThat(Rows.in(postgres).numbers()).isNotEmpty();
            assertThat(ProcessHandle.of(pid).orElseThrow().info().user())
                    .isPresent()
                    .get()
                    .isNotEqualTo("root");
        }
    }

    @Test
    void a_restart_keeps_rows_password_and_port() throws Exception {
        int port;
        String password;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder)) {
            port = postgres.port();
            password = postgres.password();
            Rows.in(postgres).insert(1_000, 1_001);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder)) {
            assertThat(Rows.in(postgres).numbers()).contains(1L, 2L, 3L, 1_000L, 1_001L);
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.password()).isEqualTo(password);
        }
    }

    @Test
    void closing_ends_postgresql_and_closing_again_does_nothing() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder);
        Rows rows = Rows.in(postgres);

        postgres.close();
        postgres.close();

        assertThatExceptionOfType(SQLException.class).isThrownBy(rows::connect).withMessageContaining("refused");
        assertThat(DataFolder.at(usedFolder).postmasterFile()).doesNotExist();
    }

    @Test
    void a_database_is_made_once() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            postgres.createDatabase("rows");

            assertThat(Rows.in(postgres).numbers()).contains(1L, 2L, 3L);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> postgres.createDatabase("a\"; DROP DATABASE rows; --"));
        }
    }

    @Test
    void two_servers_do_not_share_a_folder() throws Exception {
        String inUse =
                "The data folder %s is in use by another Aurix server (pid %d). Stop that one, or set AURIX_DATA_DIR to another folder."
                        .formatted(
                                usedFolder.toRealPath(), ProcessHandle.current().pid());
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            assertThatExceptionOfType(EmbeddedPostgresException.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(usedFolder))
                    .withMessage(inUse);

            Process other = ChildJvm.insertingServer(usedFolder, 1);
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(inUse);
            assertThat(other.waitFor()).isEqualTo(1);

            assertThat(Rows.in(postgres).numbers()).contains(1L);
        }
    }

    @Test
    void it_runs_below_a_folder_that_is_closed_to_others_and_leaves_it_closed() throws Exception {
        Path closed = Files.createDirectory(
                parent.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(UnpackedPrograms.linkedInto(closed.resolve("data")), FAST)) {
            Rows.in(postgres).insert(1, 3);

            assertThat(Rows.in(postgres).numbers()).containsExactly(1L, 2L, 3L);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)))
                    .isEqualTo("rwx------");
            assertThat(Files.getOwner(closed)).isEqualTo(Files.getOwner(parent));
        }
    }

    @Test
    void a_killed_first_start_leaves_nothing_that_hinders_the_next() throws Exception {
        assertThat(halfUnpacked).doesNotExist();
        assertThat(halfMade).doesNotExist();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder)) {
            assertThat(Rows.in(postgres).numbers()).contains(1L, 2L, 3L);
        }
    }

    @Test
    void a_thread_that_is_interrupted_gives_up_and_the_next_start_succeeds() throws Exception {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(usedFolder, FAST))
                .withMessage("The start of PostgreSQL was interrupted.");

        assertThat(Thread.interrupted()).isTrue();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            assertThat(Rows.in(postgres).numbers()).contains(1L);
        }
    }

    @Test
    void a_port_that_somebody_takes_meanwhile_costs_another_attempt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AtomicInteger attempts = new AtomicInteger();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    usedFolder,
                    FAST,
                    ports -> () -> attempts.incrementAndGet() <= 2 ? taken.getLocalPort() : ports.getAsInt())) {
                assertThat(attempts).hasValue(3);
                assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
                assertThat(Rows.in(postgres).numbers()).contains(1L);
            }
        }
    }

    @Test
    void a_folder_of_another_major_version_is_named_and_left_alone() throws Exception {
        Path dataDir = UnpackedPrograms.linkedInto(newFolder("older"));
        Path versionFile = Files.createDirectory(dataDir.resolve("data")).resolve("PG_VERSION");
        Files.writeString(versionFile, "17\n");

        EmbeddedPostgresException refusal =
                catchThrowableOfType(EmbeddedPostgresException.class, () -> EmbeddedPostgres.start(dataDir));

        assertThat(refusal).hasMessageContaining("was made by PostgreSQL 17, and this server brings PostgreSQL 18");
        assertThat(versionFile).hasContent("17");
    }

    @Test
    void a_folder_that_is_something_else_is_left_alone() throws Exception {
        Path dataDir = UnpackedPrograms.linkedInto(newFolder("else"));
        Files.createDirectory(dataDir.resolve("data"));

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(dataDir))
                .withMessageContaining("is no PostgreSQL database");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(file.resolve("data")))
                .withMessageStartingWith("The data folder " + file.resolve("data") + " cannot be used: ");
    }

    @Test
    void a_lost_password_file_is_named() throws Exception {
        Path password = usedFolder.resolve("password");
        Path hidden = Files.move(password, parent.resolve("password"));
        try {
            assertThatExceptionOfType(EmbeddedPostgresException.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(usedFolder))
                    .withMessageContaining(
                            "The password file " + usedFolder.toRealPath().resolve("password") + " is missing.");
        } finally {
            Files.move(hidden, password);
        }
    }

    @Test
    void a_failed_start_shows_the_end_of_the_log_and_frees_the_folder() throws Exception {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(usedFolder, Map.of("max_connections", "many")))
                .withMessageContaining("invalid value for parameter \"max_connections\": \"many\"");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            assertThat(Rows.in(postgres).numbers()).contains(1L);
        }
    }

    @Test
    @Requirement("RS-19")
    void what_a_failing_statement_held_stays_out_of_the_log() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(usedFolder, FAST)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Rows.in(postgres).ask("SELECT 'somebody@example.com'::int"))
                    .withMessageContaining("somebody@example.com");
        }
        assertThat(Files.readString(usedFolder.resolve("postgres.log")))
                .contains("database system is shut down")
                .doesNotContain("somebody@example.com");
    }

    @Test
    void a_temporary_one_takes_its_folder_away() throws Exception {
        Path cluster;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary(UnpackedPrograms.WORK_DIR, FAST)) {
            cluster = Path.of(Rows.in(postgres).ask("SHOW data_directory"));
            assertThat(cluster).exists();
        }
        assertThat(cluster.getParent()).doesNotExist();
        assertThat(UnpackedPrograms.WORK_DIR).exists();
    }

    private Path newFolder(String name) throws IOException {
        return Files.createDirectory(parent.resolve(name));
    }
}

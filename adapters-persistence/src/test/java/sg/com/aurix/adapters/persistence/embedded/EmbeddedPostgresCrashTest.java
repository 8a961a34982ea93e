package sg.com.aurix.adapters.persistence.embedded;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sg.com.aurix.application.contract.Requirement;

/** What a kill leaves behind. One folder for all of them: each test begins with what the others have left. */
class EmbeddedPostgresCrashTest {
    private static final Pattern COMMITTED = Pattern.compile("committed (\\d+)\\.");
    private static final int KILLED = 128 + 9;

    /** What a busy machine takes to start or end PostgreSQL on a disk that it waits for. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private static Path dataDir;

    @BeforeAll
    static void a_database_is_there() throws IOException {
        EmbeddedPostgres.start(UnpackedPrograms.linkedInto(dataDir)).close();
    }

    @RepeatedTest(3)
    @Requirement("RS-1")
    void every_acknowledged_row_survives_a_kill_of_the_server_in_the_middle_of_inserts() throws Exception {
        Process server = ChildJvm.insertingServer(dataDir, System.nanoTime());
        List<String> said = new ArrayList<>();
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (said.size() == 500) {
                    // Unlike Process.destroyForcibly, this leaves the output open: what it said until then counts.
                    server.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(server.waitFor()).as("%s", said).isEqualTo(KILLED);
        Set<Long> acknowledged = said.stream()
                .map(COMMITTED::matcher)
                .flatMap(line -> line.results().map(MatchResult::group))
                .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                .collect(toCollection(TreeSet::new));
        assertThat(acknowledged).hasSizeGreaterThan(400);

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(Rows.in(postgres).numbers()).containsAll(acknowledged);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_killed_server_takes_its_postgresql_along() throws Exception {
        Process server = ChildJvm.insertingServer(dataDir, System.nanoTime());
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(COMMITTED.asPredicate())).isTrue();
            server.toHandle().destroyForcibly();

            assertThat(server.waitFor()).isEqualTo(KILLED);
            await().atMost(LONGEST)
                    .untilAsserted(() -> assertThat(folder().log())
                            .content()
                            .contains("received fast shutdown request", "database system is shut down"));
            assertThat(folder().postmasterFile()).doesNotExist();
        }
    }

    @Test
    @Requirement("RS-1")
    void every_committed_row_survives_a_kill_of_postgresql() throws Exception {
        long first = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir)) {
            Rows.in(postgres).insert(first, first + 999);
            ProcessHandle postmaster = postmaster();
            assertThat(postmaster.destroyForcibly()).isTrue();
            assertThat(postmaster.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(folder().postmasterFile()).as("left behind by the kill").exists();
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(Rows.in(postgres).numbers())
                    .containsAll(LongStream.range(first, first + 1_000).boxed().toList());
        }
    }

    @Test
    void a_postgresql_that_outlived_its_server_is_ended_and_replaced() throws Exception {
        Process orphan = programs().startPostgres(Postmaster.arguments(folder(), Map.of(), freePort()));
        await().atMost(LONGEST)
                .until(() -> PostmasterFile.read(folder().postmasterFile())
                        .filter(PostmasterFile::ready)
                        .isPresent());

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(Rows.in(postgres).ask("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_zombie_of_an_earlier_postgresql_does_not_look_alive() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" 2>/dev/null & exec sleep 600", "sh"));
        command.addAll(programs().command("postgres", Postmaster.arguments(folder(), Map.of(), freePort())));
        Process parentThatNeverReaps =
                new ProcessBuilder(command).directory(dataDir.toFile()).start();
        try {
            await().atMost(LONGEST)
                    .until(() -> PostmasterFile.read(folder().postmasterFile())
                            .filter(PostmasterFile::ready)
                            .isPresent());
            ProcessHandle postmaster = postmaster();
            postmaster.destroyForcibly();
            await().until(() -> state(postmaster.pid()).startsWith("Z"));

            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir)) {
                assertThat(Rows.in(postgres).ask("SELECT 1")).isEqualTo("1");
                assertThat(state(postmaster.pid())).startsWith("Z");
            }
        } finally {
            parentThatNeverReaps.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_process_that_got_the_old_process_id_by_chance_is_left_alone() throws Exception {
        try (EmbeddedPostgres bystander =
                EmbeddedPostgres.startTemporary(UnpackedPrograms.WORK_DIR, Map.of("fsync", "off"))) {
            Path bystandersFolder = Path.of(Rows.in(bystander).ask("SHOW data_directory"));
            Files.copy(bystandersFolder.resolve("postmaster.pid"), folder().postmasterFile());

            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dataDir)) {
                assertThat(Rows.in(postgres).ask("SELECT 1")).isEqualTo("1");
                assertThat(Rows.in(bystander).ask("SELECT 1")).isEqualTo("1");
            }
        }
    }

    private static String state(long pid) throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
        String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        ps.waitFor();
        return state;
    }

    private static DataFolder folder() throws IOException {
        return DataFolder.at(dataDir);
    }

    private static Programs programs() throws IOException, InterruptedException {
        return Programs.choose(UnpackedPrograms.folder(), folder(), Account.forCluster(folder()));
    }

    private static int freePort() throws IOException {
        folder().rememberPort(0);
        return Postmaster.ports(folder()).getAsInt();
    }

    private static ProcessHandle postmaster() throws IOException {
        return PostmasterFile.read(folder().postmasterFile())
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .orElseThrow();
    }
}

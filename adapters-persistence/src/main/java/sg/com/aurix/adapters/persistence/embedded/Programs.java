package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs as they run on this machine: as an account that PostgreSQL accepts, apart from our terminal, and told to
 * end when we end.
 */
final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);

    /**
     * {@code setsid}: Ctrl-C reaches us alone, and the database is there until the last request is answered. {@code --pdeathsig
     * INT}: when we are killed, PostgreSQL shuts down by itself.
     */
    private static final List<String> ENDING_WITH_US = List.of("setsid", "setpriv", "--pdeathsig=INT");

    /** All that PostgreSQL needs of our environment, which may hold secrets. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "SystemRoot", "TEMP", "TMP");

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+\\S*)");

    private final Path home;
    private final DataFolder folder;
    private final List<String> prefix;
    private final String version;

    private Programs(Path home, DataFolder folder, List<String> prefix, String version) {
        this.home = home;
        this.folder = folder;
        this.prefix = prefix;
        this.version = version;
    }

    /** What a program said and how it ended. */
    record Result(int exitCode, String output) {}

    /**
     * Finds the first way in which {@code postgres} runs here and gets into the data folder.
     *
     * @param home the folder that has {@code bin}
     * @throws EmbeddedPostgresException if there is none; it says what to do about it
     */
    static Programs choose(Path home, DataFolder folder, Account account) throws IOException, InterruptedException {
        String complaint = "";
        for (List<String> prefix : waysToRun(account)) {
            try {
                Result probe = run(probe(prefix, home, folder), folder);
                Matcher version = VERSION.matcher(probe.output());
                if (probe.exitCode() == 0 && version.find()) {
                    LOG.debug("PostgreSQL's programs run by {}", prefix);
                    return new Programs(home, folder, prefix, version.group(1));
                }
                complaint = probe.output().strip();
            } catch (IOException notThere) {
                complaint = String.valueOf(notThere.getMessage());
            }
        }
        throw new EmbeddedPostgresException(
                account.other()
                        ? "PostgreSQL does not run as root and cannot be run as user id %s from %s (%s). Let that user pass through the folders above it (chmod o+x), set AURIX_DATA_DIR to a folder elsewhere, or start the server as an ordinary user."
                                .formatted(Integer.toUnsignedString(account.uid()), home, complaint)
                        : "PostgreSQL cannot be run from %s (%s). Delete that folder to have it unpacked again, set AURIX_DATA_DIR to a folder elsewhere, or name a PostgreSQL of your own in AURIX_DATABASE_URL."
                                .formatted(home, complaint));
    }

    /** Enters the data folder and asks the version: it takes both to run. Without a prefix it is us who run it, and we got here. */
    private static List<String> probe(List<String> prefix, Path home, DataFolder folder) {
        List<String> askVersion = command(List.of(), home, "postgres", List.of("--version"));
        if (prefix.isEmpty()) {
            return askVersion;
        }
        List<String> probe = with(
                prefix, "sh", "-c", "cd \"$0\" && exec \"$@\"", folder.root().toString());
        return Stream.concat(probe.stream(), askVersion.stream()).toList();
    }

    /** Command prefixes, the preferred first. */
    static List<List<String>> waysToRun(Account account) {
        if (!account.other()) {
            return List.of(with(ENDING_WITH_US, "--"), List.of());
        }
        List<String> asOther = with(
                ENDING_WITH_US,
                "--reuid=" + Integer.toUnsignedString(account.uid()),
                "--regid=" + Integer.toUnsignedString(account.gid()),
                "--clear-groups",
                "--no-new-privs");
        return List.of(
                with(asOther, "--"),
                passingThroughFolders(asOther, "dac_read_search"),
                passingThroughFolders(asOther, "dac_override"));
    }

    /**
     * For folders whose parents are closed to the account, such as a clone under {@code /root}: a capability instead of a change to
     * folders that are not ours. The first one lets it search and read any folder; where root itself lacks that (containers), the
     * second one lets it write, too. The secure bit makes {@code access(2)}, which PostgreSQL asks about its own programs, count
     * capabilities although the real user is not root.
     */
    private static List<String> passingThroughFolders(List<String> prefix, String capability) {
        return with(
                prefix,
                "--inh-caps=-all,+" + capability,
                "--ambient-caps=-all,+" + capability,
                "--securebits=+no_setuid_fixup",
                "--");
    }

    private static List<String> with(List<String> prefix, String... more) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** The full version, such as {@code 18.4}. */
    String version() {
        return version;
    }

    /** The part of the version that decides whether a cluster can be read, such as {@code 18}. */
    String majorVersion() {
        return version.replaceFirst("\\D.*", "");
    }

    /** Whether the operating system ends what we start when we end, however we end. */
    boolean endWithUs() {
        return !prefix.isEmpty();
    }

    /** Runs the program to its end. */
    Result run(String program, List<String> arguments) throws IOException, InterruptedException {
        return run(command(program, arguments), folder);
    }

    /** Runs a command of the operating system as the account. */
    Result runAny(List<String> command) throws IOException, InterruptedException {
        return run(Stream.concat(prefix.stream(), command.stream()).toList(), folder);
    }

    /** The whole command that runs the program. */
    List<String> command(String program, List<String> arguments) {
        return command(prefix, home, program, arguments);
    }

    private static Result run(List<String> command, DataFolder folder) throws IOException, InterruptedException {
        Process process = start(builder(command, folder).redirectErrorStream(true));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** Starts {@code postgres}, whose output replaces the log, and whose process id is that of the answer. */
    Process startPostgres(List<String> arguments) throws IOException, InterruptedException {
        CrashSafeFiles.createPrivate(folder.log());
        return start(builder(command("postgres", arguments), folder)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile())));
    }

    /** Sends a signal, such as {@code INT}, by {@code pg_ctl}, which knows how on each system. */
    void signal(String name, long pid) throws IOException, InterruptedException {
        Result result = run("pg_ctl", List.of("kill", name, Long.toString(pid)));
        if (result.exitCode() != 0) {
            LOG.debug("PostgreSQL (pid {}) did not take signal {}: {}", pid, name, result.output());
        }
    }

    private static List<String> command(List<String> prefix, Path home, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static ProcessBuilder builder(List<String> command, DataFolder folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.root().toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /**
     * Starts the process from a thread that lives as long as the process: the kernel sends the death signal when the <em>thread</em>
     * that started it ends.
     */
    private static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                process.onExit().join();
            } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }
}

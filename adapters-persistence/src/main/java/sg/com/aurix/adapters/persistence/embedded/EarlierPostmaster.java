package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of a server that was killed. We hold the folder's lock, so whatever of it still runs has no master and may be
 * ended.
 *
 * <p>{@code postmaster.pid} alone does not tell: it stays behind a kill, its process id may be a zombie's, or somebody else's by now,
 * and PostgreSQL refuses to start in all of these cases. A live PostgreSQL works in the data folder, and a zombie works nowhere.
 */
final class EarlierPostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierPostmaster.class);
    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MS = 20;

    /** PostgreSQL's programs, and those that turn into them. */
    private static final Set<String> NAMES = Set.of("postgres", "initdb", "pg_ctl", "setpriv", "setsid");

    private final DataFolder folder;
    private final Programs programs;
    private final Account account;

    EarlierPostmaster(DataFolder folder, Programs programs, Account account) {
        this.folder = folder;
        this.programs = programs;
        this.account = account;
    }

    /**
     * Returns when nothing of an earlier PostgreSQL runs in the folder, and its {@code postmaster.pid} is gone.
     *
     * @throws EmbeddedPostgresException if it does not end within a minute
     */
    void awaitEnd() throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(PATIENCE);
        boolean told = false;
        OptionalLong postmaster = postmaster();
        for (Set<Long> live = processes(postmaster); !live.isEmpty(); live = processes(postmaster)) {
            if (deadline.passed()) {
                throw new EmbeddedPostgresException(
                        "A PostgreSQL of an earlier server (pid %s) still works in %s and does not end. End it, then start the server again."
                                .formatted(live.iterator().next(), folder.root()));
            }
            if (!told && postmaster.isPresent() && live.contains(postmaster.getAsLong())) {
                LOG.info("Ending the PostgreSQL of an earlier server");
                told = true;
                programs.signal("INT", postmaster.getAsLong());
            }
            awaitChange(live.iterator().next());
            postmaster = postmaster();
        }
        Files.deleteIfExists(folder.postmasterFile());
    }

    private OptionalLong postmaster() throws IOException {
        return PostmasterFile.read(folder.postmasterFile()).stream()
                .mapToLong(PostmasterFile::pid)
                .findFirst();
    }

    /** Waits for the process to go, but not for long: it may turn into a zombie, which looks alive to Java. */
    private static void awaitChange(long pid) throws InterruptedException {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException stillThere) {
            LOG.trace("PostgreSQL (pid {}) still runs", pid);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<Long> processes(OptionalLong postmaster) throws IOException, InterruptedException {
        Set<Long> live = new HashSet<>();
        if (Files.isDirectory(PROC.resolve("self"))) {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
                for (Path process : processes) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    if (worksHere(process, postmaster.isPresent() && postmaster.getAsLong() == pid)) {
                        live.add(pid);
                    }
                }
            }
        } else if (postmaster.isPresent() && isPostgres(postmaster.getAsLong())) {
            live.add(postmaster.getAsLong());
        }
        return live;
    }

    private boolean worksHere(Path process, boolean namedByFile) throws InterruptedException {
        try {
            if (!NAMES.contains(Files.readString(process.resolve("comm")).strip())) {
                return false;
            }
            try {
                return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder.root());
            } catch (AccessDeniedException hidden) {
                return worksHereHidden(process, namedByFile);
            }
        } catch (IOException gone) {
            return false;
        }
    }

    /** Root without CAP_SYS_PTRACE, as in containers, does not see where the other account's processes work; that account does. */
    private boolean worksHereHidden(Path process, boolean namedByFile) throws IOException, InterruptedException {
        if ((int) Files.getAttribute(process, "unix:uid") != account.uid() || isZombie(process)) {
            return false;
        }
        Programs.Result readlink =
                programs.runAny(List.of("readlink", process.resolve("cwd").toString()));
        return readlink.exitCode() == 0 ? Path.of(readlink.output().strip()).startsWith(folder.root()) : namedByFile;
    }

    private static boolean isZombie(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        // "pid (name) state ...", and the name may hold anything.
        String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
        return state.startsWith("Z") || state.startsWith("X");
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .isPresent();
    }
}

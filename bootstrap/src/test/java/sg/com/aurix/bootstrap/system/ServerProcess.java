package sg.com.aurix.bootstrap.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A server as operators start it: {@code java -jar aurix.jar} in a process of its own, which can be killed. With a {@link QuickStart},
 * which they do without.
 */
public final class ServerProcess implements AutoCloseable {
    static final Path JAR = Path.of("target", "aurix.jar").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

    private static final int PORTS_TRIED = 100;
    private static final int LOWEST_PORT = 20_000;
    private static final int FIRST_OUTGOING_PORT = 32_768;

    private final Process process;
    private final Path output;
    private final int port;

    private ServerProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts a sandbox on a data folder, and waits until it is ready. */
    static ServerProcess sandbox(Path dataDir, int port) {
        return sandbox(dataDir, port, Map.of());
    }

    /** As the other one, with variables beside those of every test's sandbox. */
    public static ServerProcess sandbox(Path dataDir, int port, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(TestSandbox.variables(dataDir, port));
        variables.putAll(more);
        ServerProcess server = start(variables, port, "--sandbox");
        server.awaitReady();
        return server;
    }

    void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(this::isReadyOrGone);
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended: " + output());
        }
    }

    /** Starts the jar with nothing in its environment but these variables. */
    static ServerProcess start(Map<String, String> variables, int port, String... arguments) {
        return started(QuickStart.options(), variables, port, arguments);
    }

    /** As {@link #start}, by a JVM with these options. */
    static ServerProcess started(
            List<String> jvmOptions, Map<String, String> variables, int port, String... arguments) {
        try {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            List<String> command = new ArrayList<>(List.of(java.toString()));
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(List.of(arguments));
            Path output = Files.createTempFile(Path.of("target"), "server-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AURIX_"));
            builder.environment().putAll(variables);
            return new ServerProcess(builder.start(), output, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A port that is free, and that stays so while its server is down: none of those that the operating system gives to outgoing
     * connections.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(PORTS_TRIED, LOWEST_PORT, FIRST_OUTGOING_PORT)
                .filter(ServerProcess::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port is free"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private boolean isReadyOrGone() {
        return !process.isAlive() || output().contains("is ready at");
    }

    public Calls calls() {
        return new Calls("http://127.0.0.1:" + port);
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL; does not wait. */
    public void kill() {
        process.destroyForcibly();
    }

    /** SIGSTOP: it keeps all it has and does nothing more, until it is thawed. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    /** The state of its first thread in the words of Linux's {@code proc(5)}, where T is frozen. */
    public char state() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // "pid (name) state ...", and the name may hold anything.
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is mapped into its memory, libraries among it, as Linux lists it. */
    String memoryMap() {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("SIG" + name + " was not sent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Waits until the process is gone: 128 and the number of the signal that ended it. */
    public int exitCode() {
        try {
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

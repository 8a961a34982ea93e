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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server as operators start it: {@code java -jar aurix.jar} in a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "aurix.jar").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(90);

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
        ServerProcess server = start(TestSandbox.variables(dataDir, port), port, "--sandbox");
        await().atMost(START).pollInterval(Duration.ofMillis(50)).until(server::isReadyOrGone);
        if (!server.process.isAlive()) {
            throw new IllegalStateException("the server ended: " + server.output());
        }
        return server;
    }

    /** Starts the jar with nothing in its environment but these variables. */
    static ServerProcess start(Map<String, String> variables, int port, String... arguments) {
        return start(Path.of(System.getProperty("java.home"), "bin", "java"), variables, port, arguments);
    }

    static ServerProcess start(Path java, Map<String, String> variables, int port, String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", JAR.toString()));
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

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReadyOrGone() {
        return !process.isAlive() || output().contains("is ready at");
    }

    Calls calls() {
        return new Calls("http://127.0.0.1:" + port);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM; does not wait. */
    void terminate() {
        process.destroy();
    }

    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
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

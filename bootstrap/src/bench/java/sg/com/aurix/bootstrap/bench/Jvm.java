package sg.com.aurix.bootstrap.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own. */
final class Jvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final long END_SECONDS = 60;

    private final Process process;
    private final Path output;

    private Jvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts {@code java} with these arguments.
     *
     * @param folder where its output is kept
     * @param environment put in place of every variable of ours ({@code AURIX_...}) that this process has
     */
    static Jvm start(Path folder, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return start(folder, environment, command, folder);
    }

    /** Starts a command that is not Java, such as Node.js, in a folder. */
    static Jvm start(Path folder, Map<String, String> environment, List<String> command, Path workingFolder) {
        try {
            Path output = Files.createTempFile(folder, "process-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AURIX_"));
            builder.environment().putAll(environment);
            Jvm jvm = new Jvm(builder.start(), output);
            // Whatever becomes of this process, it leaves no other behind.
            Runtime.getRuntime().addShutdownHook(new Thread(jvm.process::destroyForcibly));
            return jvm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has written these words. */
    Jvm awaitOutput(String words) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || output().contains(words));
        requireAlive();
        return this;
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process ended: " + output());
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    double memoryMib() {
        return Machine.memoryMib(pid());
    }

    /** Writes a line to its input. */
    void tell(String line) {
        try {
            process.outputWriter().write(line + "\n");
            process.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a process does not listen: " + output(), e);
        }
    }

    /** SIGTERM, and the end that follows from it. */
    void terminate() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a process does not end: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}

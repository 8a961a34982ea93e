package sg.com.aurix.bootstrap.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the operating system that measures, such as {@code wrk}. */
final class Program {
    private static final Path DEBIAN_POSTGRES = Path.of("/usr/lib/postgresql");

    private final Path executable;

    private Program(Path executable) {
        this.executable = executable;
    }

    static Program wrk() {
        return new Program(onPath("wrk")
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "wrk is missing, which makes the load: install it (Debian: apt-get install"
                                + " wrk) and run this again.")));
    }

    /** PostgreSQL's own; the embedded binaries come without it. */
    static Program pgbench() {
        return new Program(Stream.concat(debian(), onPath("pgbench"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("pgbench is missing, which measures the limit: install it"
                        + " (Debian 12: apt-get install postgresql, later: postgresql-client) and run this again.")));
    }

    static Program npm() {
        return new Program(onPath("npm")
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("npm is missing, by which graphile-worker is installed:"
                        + " install Node.js 18 or newer and npm (Debian: apt-get install nodejs npm).")));
    }

    /** The JDK's own, which asks a JVM for things. */
    static Program jcmd() {
        return new Program(Path.of(System.getProperty("java.home"), "bin", "jcmd"));
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    /** Debian's wrapper on the path chooses a version by the clusters there are; we want any that is there. */
    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN_POSTGRES)) {
            return Stream.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN_POSTGRES)) {
            return versions
                    .map(version -> version.resolve("bin").resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList()
                    .reversed()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end; what it wrote to its output. */
    String run(Path folder, Map<String, String> environment, List<String> arguments, long mostSeconds) {
        try {
            Path errors = Files.createTempFile(folder, "program-", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of(executable.toString()), arguments.stream())
                                    .toList())
                    .directory(folder.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            StringBuilder output = new StringBuilder();
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(line -> output.append(line).append('\n'));
            }
            if (!process.waitFor(mostSeconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        executable.getFileName() + " failed:\n" + output + Files.readString(errors));
            }
            return output.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

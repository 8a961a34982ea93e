package sg.com.aurix.bootstrap.verifiers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The project of {@code src/test/node}, installed in a folder below {@code target} by its lock file, and run there. */
public final class NodeProgram {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final List<String> FILES =
            List.of(".npmrc", "package.json", "package-lock.json", "verify.mjs", "bots.mjs");
    private static final int MOST_MINUTES = 5;

    private static Optional<NodeProgram> once = Optional.empty();

    private final Path folder;

    private NodeProgram(Path folder) {
        this.folder = folder;
    }

    /** With its packages, which are installed once; only what npm's cache does not have is fetched. */
    public static synchronized NodeProgram installed() throws IOException {
        if (once.isEmpty()) {
            once = Optional.of(install());
        }
        return once.get();
    }

    private static NodeProgram install() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "verifiers"));
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        NodeProgram program = new NodeProgram(folder);
        program.run("", "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
        return program;
    }

    /** A file of an installed package. */
    public Path packaged(String path) {
        return folder.resolve("node_modules").resolve(path);
    }

    /** What {@code verify.mjs} writes when it reads the given text. */
    String verify(String input) throws IOException {
        return run(input, "node", "verify.mjs");
    }

    /** What a command writes when it reads the given text. */
    public String run(String input, String... command) throws IOException {
        // Files instead of pipes: neither side ever waits for the other to read.
        Path in = Files.writeString(folder.resolve("stdin"), input);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = start(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile()));
        if (!ended(process) || process.exitValue() != 0) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(
                    String.join(" ", command) + " failed:\n" + Files.readString(out) + Files.readString(err));
        }
        return Files.readString(out);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    builder.command().getFirst()
                            + " cannot be started. This test asks libraries of npm: install"
                            + " Node.js 18 or newer and npm (Debian: apt-get install nodejs npm) and run it again.",
                    e);
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

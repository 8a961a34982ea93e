package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The project of {@code src/bench/node}, installed by its lock file in a folder below {@code target}. */
final class NodePeer {
    private static final Path SOURCES = Path.of("src", "bench", "node");
    private static final List<String> FILES = List.of(".npmrc", "package.json", "package-lock.json", "graphile.mjs");
    private static final int MOST_SECONDS = 300;

    private NodePeer() {}

    /** The folder to run it in. */
    static Path installed(Bench bench) {
        try {
            Path folder = Files.createDirectories(bench.folder().resolve("node"));
            for (String file : FILES) {
                Files.copy(SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Program.npm()
                    .run(
                            folder,
                            Map.of(),
                            List.of("ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"),
                            MOST_SECONDS);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

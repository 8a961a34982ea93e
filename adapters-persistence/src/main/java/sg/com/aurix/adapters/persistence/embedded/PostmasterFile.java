package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running postmaster writes of itself into {@code postmaster.pid}.
 *
 * @param pid its process id
 * @param ready whether it takes connections
 */
record PostmasterFile(long pid, boolean ready) {
    private static final int STATUS_LINE = 7;

    /** Reads the file; empty where there is none, or none that is far enough along to name a process. */
    static Optional<PostmasterFile> read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readString(file).lines().map(String::strip).toList();
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
        try {
            // A leading minus marks a stand-alone backend.
            long pid = Math.abs(Long.parseLong(lines.isEmpty() ? "" : lines.getFirst()));
            return Optional.of(new PostmasterFile(
                    pid, lines.size() > STATUS_LINE && lines.get(STATUS_LINE).equals("ready")));
        } catch (NumberFormatException unfinished) {
            return Optional.empty();
        }
    }
}

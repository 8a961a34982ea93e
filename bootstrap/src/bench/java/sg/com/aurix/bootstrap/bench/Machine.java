package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** What it was measured on. */
final class Machine {
    private static final double KIB_A_GIB = 1024.0 * 1024;

    private Machine() {}

    /** One line of Markdown. */
    static String description(Database database) {
        return String.format(
                Locale.ROOT,
                "%s · %s, %d cores, %.0f GiB · Linux %s · %s %s · PostgreSQL %s, fsync %s",
                LocalDate.now(ZoneOffset.UTC),
                valueIn(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                kibIn(Path.of("/proc/meminfo"), "MemTotal") / KIB_A_GIB,
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                database.text("SHOW server_version"),
                database.text("SHOW fsync"));
    }

    /** What the operating system counts as this process's own memory, in MiB: pages shared with others count by their share. */
    static double memoryMib(long pid) {
        return kibIn(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss") / 1024.0;
    }

    private static long kibIn(Path file, String name) {
        return Long.parseLong(valueIn(file, name).replace("kB", "").strip());
    }

    private static String valueIn(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name + ":") || line.startsWith(name + "\t"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

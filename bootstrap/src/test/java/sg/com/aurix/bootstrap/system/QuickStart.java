package sg.com.aurix.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What lets a server start with a third of the work: its classes as JVMs can share them, and a compiler that is soon done, in place of one
 * that makes the fastest code. Tests start more than thirty servers, none of them for long; what a server does is the same.
 */
final class QuickStart {
    private static final Path CLASSES = Path.of("target", "aurix.jsa").toAbsolutePath();

    private QuickStart() {}

    /** Options of a JVM for a server. */
    static List<String> options() {
        return Made.OPTIONS;
    }

    private static List<String> made() {
        if (!isNewerThanJar()) {
            makeArchive();
        }
        return List.of("-XX:SharedArchiveFile=" + CLASSES, "-XX:TieredStopAtLevel=1");
    }

    private static boolean isNewerThanJar() {
        try {
            return Files.exists(CLASSES)
                    && Files.getLastModifiedTime(CLASSES).compareTo(Files.getLastModifiedTime(ServerProcess.JAR)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that takes a click, and whose JVM writes down what it has loaded when it ends. */
    private static void makeArchive() {
        Path dataDir = TestSandbox.emptyDataDir();
        int port = ServerProcess.freePort();
        List<String> options = List.of("-XX:ArchiveClassesAtExit=" + CLASSES, "-XX:TieredStopAtLevel=1");
        try (ServerProcess server =
                ServerProcess.started(options, TestSandbox.variables(dataDir, port), port, "--sandbox")) {
            server.awaitReady();
            server.calls().click(TestSandbox.WIDGET_TOKEN, UUID.randomUUID().toString(), "https://example.com/");
            server.terminate();
            server.exitCode();
        }
    }

    /** Made for the first server that a test starts. */
    private static final class Made {
        static final List<String> OPTIONS = made();
    }
}

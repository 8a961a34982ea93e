package sg.com.aurix.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Another Java process with our class path. */
final class ChildJvm {
    private ChildJvm() {}

    /** Starts an {@link InsertingServer}; what it says in error comes with what it prints. */
    static Process insertingServer(Path dataDir, long firstNumber) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InsertingServer.class.getName(),
                        dataDir.toString(),
                        Long.toString(firstNumber))
                .redirectErrorStream(true)
                .start();
    }
}

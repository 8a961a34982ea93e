package sg.com.aurix.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import sg.com.aurix.bootstrap.AurixServer;

/** One sandbox for all tests of this JVM: on a free port, with credentials that tests know and a database of its own. */
final class TestSandbox {
    static final String API_KEY = "sandbox-api-key";
    static final String WIDGET_TOKEN = "sandbox-widget-token";
    static final String ADMIN_TOKEN = "sandbox-admin-token";
    static final String VERIFY_TOKEN = "sandbox-verify-token";
    static final String APP_SECRET = "test-app-secret";

    private static final AurixServer SERVER = AurixServer.sandbox(variables(emptyDataDir(), 0));

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }

    private TestSandbox() {}

    static String url() {
        return SERVER.url();
    }

    static AurixServer server() {
        return SERVER;
    }

    static Map<String, String> variables(Path dataDir, int port) {
        return Map.of(
                "AURIX_HTTP_PORT", Integer.toString(port),
                "AURIX_DATA_DIR", dataDir.toString(),
                "AURIX_SANDBOX_API_KEY", API_KEY,
                "AURIX_SANDBOX_WIDGET_TOKEN", WIDGET_TOKEN,
                "AURIX_ADMIN_TOKEN", ADMIN_TOKEN,
                "AURIX_WHATSAPP_VERIFY_TOKEN", VERIFY_TOKEN,
                "AURIX_WHATSAPP_APP_SECRET", APP_SECRET);
    }

    /** A folder that is there and empty, below Maven's {@code target}. */
    static Path emptyDataDir() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "sandboxes").toAbsolutePath());
            return Files.createTempDirectory(parent, "sandbox-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

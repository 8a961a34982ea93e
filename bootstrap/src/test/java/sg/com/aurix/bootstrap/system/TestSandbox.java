package sg.com.aurix.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import sg.com.aurix.bootstrap.AurixServer;

/**
 * One sandbox for all tests of this JVM that ask for it: on a free port, with credentials that tests know and a database of its own.
 */
public final class TestSandbox {
    public static final String API_KEY = "sandbox-api-key";
    public static final String WIDGET_TOKEN = "sandbox-widget-token";
    public static final String ADMIN_TOKEN = "sandbox-admin-token";
    public static final String VERIFY_TOKEN = "sandbox-verify-token";
    static final String SECRET_KEY = "1:c2FuZGJveC1zZWNyZXQta2V5LW9mLTMyLWJ5dGVzISE=";
    public static final String APP_SECRET = "test-app-secret";

    private TestSandbox() {}

    public static String url() {
        return Running.SERVER.url();
    }

    static AurixServer server() {
        return Running.SERVER;
    }

    /** What such a sandbox is started with, also where it is a process of its own. */
    public static Map<String, String> variables(Path dataDir, int port) {
        return Map.of(
                "AURIX_HTTP_PORT", Integer.toString(port),
                "AURIX_DATA_DIR", dataDir.toString(),
                "AURIX_SANDBOX_API_KEY", API_KEY,
                "AURIX_SANDBOX_WIDGET_TOKEN", WIDGET_TOKEN,
                "AURIX_ADMIN_TOKEN", ADMIN_TOKEN,
                "AURIX_WHATSAPP_VERIFY_TOKEN", VERIFY_TOKEN,
                "AURIX_WHATSAPP_APP_SECRET", APP_SECRET,
                // Several servers on one database must have the same.
                "AURIX_SECRET_KEY", SECRET_KEY);
    }

    /** A folder that is there and empty, below Maven's {@code target}. */
    public static Path emptyDataDir() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "sandboxes").toAbsolutePath());
            return Files.createTempDirectory(parent, "sandbox-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first test that needs it; those with servers of their own do not. */
    private static final class Running {
        static final AurixServer SERVER = AurixServer.sandbox(variables(emptyDataDir(), 0));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }
}

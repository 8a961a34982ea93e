package sg.com.aurix.bootstrap.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.adapters.persistence.SecretKeys;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.SessionWindow;

/**
 * How a server is set up; {@code docs/running.md} lists the environment variables behind it.
 *
 * @param sandbox whether this is the sandbox assembly, else production
 * @param database an external database; none lets the server bring its own
 * @param databaseConnections the most connections held at once
 * @param dataDir where the server's own database and the sandbox's credentials are kept
 * @param webhookNetworks networks that webhooks may be sent to although they are not public, in CIDR notation
 * @param webhookHttpAllowed whether webhooks may be plain http
 * @param eventRetention how long events and what came of them are kept
 * @param givenApiKey the sandbox's API key, where it is not to be drawn
 * @param givenWidgetToken the sandbox's widget token, where it is not to be drawn
 */
public record ServerSettings(
        boolean sandbox,
        String httpHost,
        int httpPort,
        Optional<DatabaseSettings> database,
        int databaseConnections,
        Path dataDir,
        Secrets secrets,
        List<String> trustedProxies,
        Optional<URI> publicUrl,
        List<String> webhookNetworks,
        boolean webhookHttpAllowed,
        SessionWindow sessionWindow,
        Period eventRetention,
        Optional<ApiKey> givenApiKey,
        Optional<WidgetToken> givenWidgetToken) {

    /**
     * Reads the settings of a production server.
     *
     * @throws ConfigurationException if a secret is missing or a variable has no valid value, naming every one
     */
    public static ServerSettings production(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Secrets secrets = new Secrets(
                environment.required("AURIX_ADMIN_TOKEN", "operators call /admin with it"),
                environment.required(
                        "AURIX_WHATSAPP_VERIFY_TOKEN", "WhatsApp presents it when it verifies the webhook"),
                environment.required("AURIX_WHATSAPP_APP_SECRET", "WhatsApp signs its deliveries with it"),
                secretKey(environment).orElse(""));
        environment.required(
                "AURIX_SECRET_KEY",
                "the secrets of webhooks are encrypted with it; `openssl rand -base64 32` makes one");
        environment.required("AURIX_DATABASE_URL", "production keeps everything in your PostgreSQL");
        environment.required("AURIX_DATABASE_USER", "the role that owns Aurix's tables");
        environment.required("AURIX_DATABASE_PASSWORD", "that role's password");
        return read(environment, false, "0.0.0.0", secrets, List.of());
    }

    /**
     * Reads the settings of a sandbox.
     *
     * @param drawn the secrets to use where the environment gives none
     * @throws ConfigurationException if a variable has no valid value, naming every one
     */
    public static ServerSettings sandbox(Map<String, String> variables, Secrets drawn) {
        Environment environment = new Environment(variables);
        Secrets secrets = new Secrets(
                environment.text("AURIX_ADMIN_TOKEN").orElse(drawn.adminToken()),
                environment.text("AURIX_WHATSAPP_VERIFY_TOKEN").orElse(drawn.whatsAppVerifyToken()),
                environment.text("AURIX_WHATSAPP_APP_SECRET").orElse(drawn.whatsAppAppSecret()),
                secretKey(environment).orElse(drawn.secretKey()));
        return read(environment, true, "127.0.0.1", secrets, List.of("127.0.0.0/8", "::1/128"));
    }

    /** The keys that the secrets of webhooks are encrypted with. */
    public SecretKeys secretKeys() {
        return SecretKeys.parse(secrets.secretKey());
    }

    /** The folder that a server with these variables keeps its data in. */
    public static Path dataDir(Map<String, String> variables) {
        return Path.of(new Environment(variables).text("AURIX_DATA_DIR").orElse("aurix-data"))
                .toAbsolutePath()
                .normalize();
    }

    /** Whether these variables name an external database. */
    public static boolean hasDatabase(Map<String, String> variables) {
        return new Environment(variables).text("AURIX_DATABASE_URL").isPresent();
    }

    private static ServerSettings read(
            Environment environment, boolean sandbox, String host, Secrets secrets, List<String> openNetworks) {
        List<String> networks = environment.list("AURIX_WEBHOOK_ALLOWED_NETWORKS");
        ServerSettings settings = new ServerSettings(
                sandbox,
                environment.text("AURIX_HTTP_HOST").orElse(host),
                environment.number("AURIX_HTTP_PORT", 0, 65535, 8080),
                database(environment),
                environment.number("AURIX_DATABASE_CONNECTIONS", 2, 1000, 16),
                dataDir(environment.variables()),
                secrets,
                environment.list("AURIX_TRUSTED_PROXIES"),
                environment.value("AURIX_PUBLIC_URL", ServerSettings::publicUrl),
                networks.isEmpty() ? openNetworks : networks,
                sandbox || environment.flag("AURIX_WEBHOOK_ALLOW_HTTP"),
                SessionWindow.hours(environment.number("AURIX_SESSION_WINDOW_HOURS", 1, 8760, 12)),
                Period.ofDays(environment.number("AURIX_EVENT_RETENTION_DAYS", 1, 3650, 30)),
                environment.value("AURIX_SANDBOX_API_KEY", ApiKey::new).filter(key -> sandbox),
                environment
                        .value("AURIX_SANDBOX_WIDGET_TOKEN", WidgetToken::new)
                        .filter(token -> sandbox));
        environment.check();
        return settings;
    }

    private static Optional<DatabaseSettings> database(Environment environment) {
        return environment
                .value("AURIX_DATABASE_URL", DatabaseSettings::jdbcUrl)
                .map(url -> new DatabaseSettings(
                        url,
                        environment.text("AURIX_DATABASE_USER").orElse(""),
                        environment.text("AURIX_DATABASE_PASSWORD").orElse("")));
    }

    private static Optional<String> secretKey(Environment environment) {
        return environment.value("AURIX_SECRET_KEY", written -> {
            SecretKeys.parse(written);
            return written;
        });
    }

    private static URI publicUrl(String written) {
        try {
            URI uri = URI.create(written);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The same to the operator as a URL of another kind.
        }
        throw new InvalidValueException("must be the http or https URL under which the server is reached from outside");
    }

    /**
     * What must not become known.
     *
     * @param adminToken what operators present to {@code /admin}
     * @param whatsAppVerifyToken what WhatsApp presents in its handshake
     * @param whatsAppAppSecret what WhatsApp signs its deliveries with
     * @param secretKey what the secrets of webhooks are encrypted with, as {@link SecretKeys#parse} reads it
     */
    public record Secrets(String adminToken, String whatsAppVerifyToken, String whatsAppAppSecret, String secretKey) {
        /** The mask (RS-19). */
        @Override
        public String toString() {
            return "Secrets[***]";
        }
    }
}

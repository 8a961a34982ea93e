package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.persistence.SecretKeys;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgres;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.AurixServer;
import sg.com.aurix.bootstrap.settings.ConfigurationException;

/** What an operator sees of the key that the secrets of webhooks are encrypted with: here with servers that share a database. */
@Requirement("RS-17")
class SecretKeyTest {
    private static final EmbeddedPostgres POSTGRES =
            EmbeddedPostgres.startTemporary(Path.of("target", "embedded-postgres"), Map.of("fsync", "off"));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CONFIG = "/integrations/external/webhook-config";

    private final String first = SecretKeys.draw(RANDOM);
    private final String second = "2" + SecretKeys.draw(RANDOM).substring(1);
    private String database = "";

    @BeforeEach
    void create_a_database() {
        database = "keys_" + Long.toUnsignedString(RANDOM.nextLong(), 36);
        POSTGRES.createDatabase(database);
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    private AurixServer start(Path dataDir, Map<String, String> given) {
        Map<String, String> variables = new HashMap<>(TestSandbox.variables(dataDir, 0));
        variables.put("AURIX_DATABASE_URL", POSTGRES.jdbcUrl(database));
        variables.put("AURIX_DATABASE_USER", POSTGRES.user());
        variables.put("AURIX_DATABASE_PASSWORD", POSTGRES.password());
        variables.remove("AURIX_SECRET_KEY");
        variables.putAll(given);
        return AurixServer.sandbox(variables);
    }

    private AurixServer start(String keys) {
        return start(TestSandbox.emptyDataDir(), Map.of("AURIX_SECRET_KEY", keys));
    }

    private static String register(AurixServer server) {
        var answer = new Calls(server.url())
                .send("PUT", CONFIG, TestSandbox.API_KEY, "{\"url\":\"http://127.0.0.1:1/hook\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.json(answer).path("secret").asText();
    }

    private static void assertSecret(AurixServer server, String secret) {
        assertThat(Calls.json(new Calls(server.url()).get(CONFIG, TestSandbox.API_KEY))
                        .path("secret")
                        .asText())
                .isEqualTo(secret);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Map<String, String> given) {
        return assertThatThrownBy(() -> start(TestSandbox.emptyDataDir(), given).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("AURIX_SECRET_KEY: key version 1 is not ")
                .hasMessageNotContainingAny(first.substring(2), second.substring(2));
    }

    @Test
    void a_key_is_replaced_by_giving_both_for_one_start() {
        String secret;
        try (AurixServer server = start(first)) {
            secret = register(server);
        }

        assertRefused(Map.of("AURIX_SECRET_KEY", second)).hasMessageContaining("is not given");
        try (AurixServer server = start(second + "," + first)) {
            assertSecret(server, secret);
        }
        try (AurixServer server = start(second)) {
            assertSecret(server, secret);
        }
    }

    @Test
    void servers_that_share_a_database_must_share_the_key_and_a_sandbox_alone_keeps_the_one_it_drew() {
        Path dataDir = TestSandbox.emptyDataDir();
        String secret;
        try (AurixServer server = start(dataDir, Map.of())) {
            secret = register(server);

            assertRefused(Map.of()).hasMessageContainingAll("is not the key", "sandbox.properties");
        }
        try (AurixServer server = start(dataDir, Map.of())) {
            assertSecret(server, secret);
        }
    }
}

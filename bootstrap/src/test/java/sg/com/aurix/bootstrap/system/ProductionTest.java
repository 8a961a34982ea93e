package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgres;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.AurixServer;
import sg.com.aurix.bootstrap.settings.ConfigurationException;

/** The production assembly, on an external PostgreSQL: what an operator starts without {@code --sandbox}. */
class ProductionTest {
    private static final EmbeddedPostgres POSTGRES =
            EmbeddedPostgres.startTemporary(Path.of("target", "embedded-postgres"), Map.of("fsync", "off"));

    private static AurixServer server;
    private static Calls calls;

    @BeforeAll
    static void start() {
        server = AurixServer.production(variables("production"));
        calls = new Calls(server.url());
    }

    /** What a server is started with on a new database of that name. */
    private static Map<String, String> variables(String database) {
        POSTGRES.createDatabase(database);
        Map<String, String> variables = new HashMap<>(Map.of(
                "AURIX_HTTP_PORT",
                "0",
                "AURIX_HTTP_HOST",
                "127.0.0.1",
                "AURIX_DATABASE_URL",
                POSTGRES.jdbcUrl(database),
                "AURIX_DATABASE_USER",
                POSTGRES.user(),
                "AURIX_DATABASE_PASSWORD",
                POSTGRES.password(),
                "AURIX_ADMIN_TOKEN",
                TestSandbox.ADMIN_TOKEN,
                "AURIX_WHATSAPP_VERIFY_TOKEN",
                TestSandbox.VERIFY_TOKEN,
                "AURIX_WHATSAPP_APP_SECRET",
                TestSandbox.APP_SECRET));
        variables.put("AURIX_SECRET_KEY", TestSandbox.SECRET_KEY);
        variables.put("AURIX_SANDBOX_API_KEY", TestSandbox.API_KEY);
        return variables;
    }

    @AfterAll
    static void stop() {
        server.close();
        POSTGRES.close();
    }

    @Test
    void requests_wait_for_the_database_on_threads_of_the_platform() {
        calls.get("/admin/partners", TestSandbox.ADMIN_TOKEN);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(name -> name.startsWith("waiting-"));
    }

    @Test
    void it_is_ready_and_knows_no_demo_partner_and_no_sandbox_key() {
        assertThat(calls.get("/health").statusCode()).isEqualTo(200);
        assertThat(calls.get("/admin/partners", TestSandbox.ADMIN_TOKEN).body()).doesNotContain("Demo");
        assertThat(calls.get("/integrations/external/leads", TestSandbox.API_KEY)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_start_that_another_transaction_holds_up_says_so_and_the_next_one_succeeds() throws SQLException {
        Map<String, String> variables = variables("held");
        String url = POSTGRES.jdbcUrl("held");
        Flyway.configure()
                .dataSource(url, POSTGRES.user(), POSTGRES.password())
                .locations("classpath:db/migration")
                .target("3")
                .load()
                .migrate();
        try (Connection other = DriverManager.getConnection(url, POSTGRES.user(), POSTGRES.password());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE clicks IN ACCESS SHARE MODE");

            assertThatThrownBy(() -> AurixServer.production(variables))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("another transaction held one of them for too long (SQL state 55P03)")
                    .hasMessageContaining("start it again");
        }

        try (AurixServer started = AurixServer.production(variables)) {
            assertThat(new Calls(started.url()).get("/health").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "https://127.0.0.1/hook",
                "https://localhost/hook",
                "https://10.0.0.1/hook",
                "https://169.254.169.254/latest/meta-data"
            })
    @Requirement("RS-15")
    void a_webhook_must_be_https_and_public(String url) {
        String key = newKey();

        var answer = calls.send("PUT", "/integrations/external/webhook-config", key, "{\"url\":\"" + url + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Calls.json(answer).at("/errors/0/field").asText()).isEqualTo("url");
        assertThat(calls.get("/integrations/external/webhook-config", key).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Requirement({"TR-3", "WH-8"})
    void a_click_is_recorded_on_the_external_database() {
        String partner = newPartner();
        String key = newKey(partner);
        JsonNode channel = admin(
                "/admin/partners/" + partner + "/channels",
                "{\"channel_id\":\"1\",\"phone_number\":\"+65 8888 8888\",\"display_name\":\"Glow\"}");

        var click = calls.click(
                channel.path("widget_token").asText(), UUID.randomUUID().toString(), "https://example.com/");

        assertThat(click.statusCode()).isEqualTo(201);
        assertThat(Calls.json(calls.get("/integrations/external/attribution", key))
                        .at("/data/0/correlation_id"))
                .isEqualTo(Calls.json(click).path("correlation_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo",
                "/demo/",
                "/demo/shop",
                "/demo/index.html",
                "/demo/demo.css",
                "/demo/demo.js",
                "/demo/setup",
                "/demo/phone/messages",
                "/demo/listener",
                "/demo/listener/events"
            })
    void there_is_no_demo(String path) {
        for (String method : List.of("GET", "POST")) {
            var answer = calls.send(method, path, "nobody", "{}");

            assertThat(answer.statusCode()).as(method).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo(calls.send(method, "/nothing", "nobody", "{}").body());
            assertThat(answer.headers().firstValue("content-security-policy")).isEmpty();
        }
    }

    private static String newPartner() {
        return admin("/admin/partners", "{\"name\":\"Glow Salon\"}")
                .path("partner_id")
                .asText();
    }

    private static String newKey() {
        return newKey(newPartner());
    }

    private static String newKey(String partner) {
        return admin("/admin/partners/" + partner + "/keys", "").path("api_key").asText();
    }

    private static JsonNode admin(String path, String json) {
        var answer = calls.send("POST", path, TestSandbox.ADMIN_TOKEN, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Calls.json(answer);
    }
}

package sg.com.aurix.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.settings.ServerSettings.Secrets;
import sg.com.aurix.domain.tracking.SessionWindow;

class ServerSettingsTest {
    private static final String KEY = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MDE=";
    private static final Secrets DRAWN = new Secrets("drawn-admin", "drawn-verify", "drawn-app", "drawn-key");

    @Test
    void production_listens_to_the_world_and_sends_to_the_public_internet_only() {
        ServerSettings settings = ServerSettings.production(complete());

        assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
        assertThat(settings.webhookNetworks()).isEmpty();
        assertThat(settings.webhookHttpAllowed()).isFalse();
        assertThat(settings.trustedProxies()).isEmpty();
    }

    @Test
    void the_sandbox_listens_to_this_machine_and_may_send_to_it() {
        ServerSettings settings = ServerSettings.sandbox(Map.of(), DRAWN);

        assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.webhookNetworks()).containsExactly("127.0.0.0/8", "::1/128");
        assertThat(settings.secrets()).isEqualTo(DRAWN);
        assertThat(settings.sessionWindow()).isEqualTo(SessionWindow.STANDARD);
    }

    @Test
    void every_missing_secret_is_named_at_once_and_an_empty_one_is_missing() {
        assertThatThrownBy(() -> ServerSettings.production(Map.of("AURIX_ADMIN_TOKEN", "  ")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "AURIX_ADMIN_TOKEN is not set",
                        "AURIX_WHATSAPP_VERIFY_TOKEN is not set",
                        "AURIX_WHATSAPP_APP_SECRET is not set",
                        "AURIX_SECRET_KEY is not set",
                        "openssl rand -base64 32",
                        "AURIX_DATABASE_URL is not set",
                        "AURIX_DATABASE_USER is not set",
                        "AURIX_DATABASE_PASSWORD is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "AURIX_HTTP_PORT,65536",
        "AURIX_HTTP_PORT,eighty",
        "AURIX_DATABASE_URL,mysql://db/aurix",
        "AURIX_DATABASE_URL,postgresql://user:secret@db/aurix",
        "AURIX_DATABASE_URL,jdbc:postgresql://user:secret@db/aurix",
        "AURIX_DATABASE_URL,jdbc:postgresql://db/aurix?password=secret",
        "AURIX_PUBLIC_URL,cdp.example.com",
        "AURIX_WEBHOOK_ALLOW_HTTP,yes",
        "AURIX_SESSION_WINDOW_HOURS,0",
        "AURIX_EVENT_RETENTION_DAYS,0",
        "AURIX_SECRET_KEY,secret",
        "AURIX_SECRET_KEY,0:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MDE="
    })
    @Requirement("RS-19")
    void a_variable_without_a_valid_value_is_named_and_its_value_is_not_repeated(String name, String value) {
        Map<String, String> variables = complete();
        variables.put(name, value);

        assertThatThrownBy(() -> ServerSettings.production(variables))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name + " must")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("eighty")
                .hasMessageNotContaining("c2Vj");
    }

    @Test
    void the_database_may_be_written_as_postgresql_s_own_tools_take_it() {
        Map<String, String> variables = complete();
        variables.put("AURIX_DATABASE_URL", "postgresql://db.example.com:5433/aurix");

        assertThat(ServerSettings.production(variables).database().orElseThrow().jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.example.com:5433/aurix");
    }

    @Test
    @Requirement("RS-17")
    void a_secret_key_given_to_a_sandbox_counts_and_the_one_it_drew_does_not() {
        assertThat(ServerSettings.sandbox(Map.of("AURIX_SECRET_KEY", " 3:" + KEY + " "), DRAWN)
                        .secretKeys())
                .hasToString("SecretKeys[versions=[3]]");
        assertThatThrownBy(() -> ServerSettings.sandbox(Map.of("AURIX_SECRET_KEY", "3:" + KEY + ",3:" + KEY), DRAWN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AURIX_SECRET_KEY must give each key a version of its own");
    }

    @Test
    void lists_are_separated_by_commas() {
        Map<String, String> variables = complete();
        variables.put("AURIX_TRUSTED_PROXIES", " 10.0.0.0/8, ::1 ,");

        assertThat(ServerSettings.production(variables).trustedProxies()).isEqualTo(List.of("10.0.0.0/8", "::1"));
    }

    @Test
    void sandbox_credentials_mean_nothing_in_production() {
        Map<String, String> variables = complete();
        variables.put("AURIX_SANDBOX_API_KEY", "chosen-key");

        assertThat(ServerSettings.production(variables).givenApiKey()).isEmpty();
    }

    @Test
    @Requirement("RS-19")
    void settings_in_a_log_show_no_secret() {
        assertThat(ServerSettings.production(complete()).toString())
                .doesNotContain("admin-secret", "verify-secret", "app-secret", "db-secret", KEY);
    }

    private static Map<String, String> complete() {
        return new HashMap<>(Map.of(
                "AURIX_ADMIN_TOKEN", "admin-secret",
                "AURIX_WHATSAPP_VERIFY_TOKEN", "verify-secret",
                "AURIX_WHATSAPP_APP_SECRET", "app-secret",
                "AURIX_SECRET_KEY", "2:" + KEY,
                "AURIX_DATABASE_URL", "jdbc:postgresql://db.example.com/aurix",
                "AURIX_DATABASE_USER", "aurix",
                "AURIX_DATABASE_PASSWORD", "db-secret"));
    }
}

package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

class WhatsAppSettingsTest {
    @Test
    @Requirement("RS-19")
    void neither_secret_is_printed() {
        assertThat(new WhatsAppSettings("verify-canary", "secret-canary").toString())
                .doesNotContain("canary");
    }

    @Test
    void a_blank_secret_is_refused_because_anybody_could_guess_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WhatsAppSettings("", "secret-canary"))
                .withMessageContaining("verify token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WhatsAppSettings("verify-canary", " "))
                .withMessageContaining("app secret");
    }
}

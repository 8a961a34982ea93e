package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("WH-2")
class WebhookSecretTest {
    @Property(tries = 200)
    void a_minted_secret_is_aurix_and_24_random_bytes_in_standard_base64(@ForAll long seed) {
        byte[] drawn = new byte[24];
        new Random(seed).nextBytes(drawn);

        WebhookSecret secret = WebhookSecret.mint(new Random(seed));

        assertThat(secret.value()).isEqualTo("aurix_" + Base64.getEncoder().encodeToString(drawn));
        assertThat(secret.decoded()).isEqualTo(drawn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aurix_",
                "pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5X",
                "Aurix_pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5X",
                "aurix_pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5",
                "aurix_pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5XX",
                "aurix_pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5=",
                "aurix_pzgwhW5XpzgwhW5XpzgwhW5Xpzgwh-_X",
                "whsec_pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5X"
            })
    void any_other_form_is_refused(String value) {
        assertThatThrownBy(() -> new WebhookSecret(value)).isInstanceOf(InvalidValueException.class);
    }
}

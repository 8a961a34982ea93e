package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.SecureRandom;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.InvalidValueException;

@Requirement("RS-17")
class SecretKeysTest {
    /** 32 bytes, of which a printed one would show. */
    private static final String KEY = "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDE=";

    private static final String OTHER_KEY = "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDI=";

    @Test
    void the_first_key_is_the_current_one_whatever_its_version() {
        SecretKeys keys = SecretKeys.parse("1:" + KEY + ", 7:" + OTHER_KEY);

        assertThat(keys.current()).isEqualTo(1);
        assertThat(keys.versions()).containsExactly(1, 7);
        assertThat(keys.find(1)).isPresent().isNotEqualTo(keys.find(7));
        assertThat(keys.find(2)).isEmpty();
    }

    @Test
    void a_key_without_a_version_is_the_first() {
        assertThat(SecretKeys.parse(KEY).versions()).containsExactly(1);
        assertThat(SecretKeys.parse("2:" + OTHER_KEY + "," + KEY).find(1))
                .isEqualTo(SecretKeys.parse("1:" + KEY).find(1));
    }

    @Test
    void versions_reach_from_1_to_a_million() {
        assertThat(SecretKeys.parse("1000000:" + KEY).current()).isEqualTo(SecretKeys.GREATEST_VERSION);
    }

    @Test
    void a_drawn_key_is_one_of_its_own() {
        SecureRandom random = new SecureRandom();

        SecretKeys drawn = SecretKeys.parse(SecretKeys.draw(random));

        assertThat(drawn.versions()).containsExactly(1);
        assertThat(drawn.find(1))
                .isNotEqualTo(SecretKeys.parse(SecretKeys.draw(random)).find(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Y2FuYXJ5                                             | bytes in base64: key 1 of 1 has 6
        Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDEyMw==     | bytes in base64: key 1 of 1 has 34
        1:                                                   | bytes in base64: key 1 of 1 has 0
        ''                                                   | bytes in base64: key 1 of 1 has 0
        1:Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDE=,      | bytes in base64: key 2 of 2 has 0
        1:canary-canary_canary                               | in base64: key 1 of 1 is in something else
        1:Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDE=,2:c=a | in base64: key 2 of 2 is in something else
        0:Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDE=       | versions from 1 to 1000000: key 1 of 1 has another
        1000001:Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDE= | versions from 1 to 1000000: key 1 of 1 has another
        Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5MDE=:1       | versions from 1 to 1000000: key 1 of 1 has another
        """)
    @Requirement("RS-19")
    void what_is_wrong_is_said_by_its_place_and_not_repeated(String written, String said) {
        assertRefused(written).hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3:%s,3:%s", "%s,1:%s", "1:%s,2:%1$s,1:%s"})
    @Requirement("RS-19")
    void two_keys_of_one_version_are_refused(String form) {
        assertRefused(form.formatted(KEY, OTHER_KEY)).hasMessageContaining("has that of an earlier one");
    }

    @Test
    @Requirement("RS-19")
    void keys_print_their_versions_alone() {
        assertThat(SecretKeys.parse("2:" + KEY + ",1:" + OTHER_KEY)).hasToString("SecretKeys[versions=[2, 1]]");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String written) {
        Throwable thrown = catchThrowable(() -> SecretKeys.parse(written));

        assertThat(thrown).hasNoCause();
        return assertThatThrownBy(() -> SecretKeys.parse(written))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("must ")
                .hasMessageNotContainingAny("canary", "Y2Fu", "c=a");
    }
}

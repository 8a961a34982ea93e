package sg.com.aurix.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;

@Requirement("RS-16")
class ApiKeyTest {
    private static final ApiKey KEY = ApiKey.mint(new Random(1));

    @Test
    void a_minted_key_is_a_prefix_256_random_bits_and_a_checksum() {
        RandomGenerator sevens = () -> 0x0707_0707_0707_0707L;

        assertThat(ApiKey.mint(sevens).value()).isEqualTo("axk_" + "07".repeat(32) + "ddbb2214");
        assertThat(KEY.isMinted()).isTrue();
        assertThat(KEY.value()).matches("axk_[0-9a-f]{72}");
        assertThat(ApiKey.mint(new Random(2))).isNotEqualTo(KEY);
    }

    @Test
    void every_single_mistyped_character_is_told_apart() {
        String typable = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._~+/-";
        String key = KEY.value();
        for (int i = 0; i < key.length(); i++) {
            for (String typed :
                    typable.codePoints().mapToObj(Character::toString).toList()) {
                String mistyped = key.substring(0, i) + typed + key.substring(i + 1);
                assertThat(new ApiKey(mistyped).isMinted()).as(mistyped).isEqualTo(mistyped.equals(key));
            }
        }
    }

    @Test
    void characters_swapped_lost_or_doubled_are_told_apart() {
        String key = KEY.value();
        for (int i = 0; i + 1 < key.length(); i++) {
            String before = key.substring(0, i);
            String swapped = before + key.charAt(i + 1) + key.charAt(i) + key.substring(i + 2);
            assertThat(new ApiKey(swapped).isMinted()).isEqualTo(swapped.equals(key));
            assertThat(new ApiKey(before + key.substring(i + 1)).isMinted()).isFalse();
            assertThat(new ApiKey(before + key.charAt(i) + key.substring(i)).isMinted())
                    .isFalse();
        }
    }

    @Test
    void what_is_stored_is_its_sha_256() {
        assertThat(new ApiKey("sandbox-key").hash())
                .isEqualTo(new ApiKeyHash("db6bcf6a2a36ee93dafa7dfcdc40973da39f2e2843e4c6f76e08aefc767b0caa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox-key", "12345678", "abc._~+/-Z", "dGVzdHRlc3Q=="})
    void an_operator_may_choose_any_bearer_token(String given) {
        assertThat(new ApiKey(given).value()).isEqualTo(given);
        assertThat(new ApiKey(given).isMinted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "with space",
                "with\nline",
                "schlüssel",
                "a=bcdefgh",
                "a,bcdefgh",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
            })
    void what_is_no_bearer_token_is_refused(String given) {
        assertThatThrownBy(() -> new ApiKey(given)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_key_has_at_most_200_characters() {
        assertThat(new ApiKey("k".repeat(200)).value()).hasSize(200);
        assertThatThrownBy(() -> new ApiKey("k".repeat(201))).isInstanceOf(InvalidValueException.class);
    }
}

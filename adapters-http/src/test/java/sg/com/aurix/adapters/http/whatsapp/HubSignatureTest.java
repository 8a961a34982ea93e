package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;

class HubSignatureTest {
    private static final String DIGEST = "a666c80d9b8302eca76c539de608a1cf0021a5ae9dc8a10ed07d1206378ef084";

    private final byte[] golden = Fixture.bytes(Fixture.GOLDEN);
    private final HubSignature signature = new HubSignature("test-app-secret");

    @Test
    @Requirement("LD-1")
    void the_golden_body_verifies() {
        assertThat(signature.vouchesFor(golden, "sha256=" + DIGEST)).isTrue();
    }

    @Test
    @Requirement("LD-1")
    void the_golden_body_is_signed_as_it_was() {
        assertThat(signature.of(golden)).isEqualTo("sha256=" + DIGEST);
    }

    @Test
    void the_digits_may_be_upper_case() {
        assertThat(signature.vouchesFor(golden, "sha256=" + DIGEST.toUpperCase(Locale.ROOT)))
                .isTrue();
    }

    @Test
    @Requirement("LD-6")
    void the_same_json_in_other_bytes_does_not_verify() {
        byte[] unescaped = Fixture.write(Fixture.parse(golden));

        assertThat(Fixture.parse(unescaped)).isEqualTo(Fixture.parse(golden));
        assertThat(signature.vouchesFor(unescaped, "sha256=" + DIGEST)).isFalse();
    }

    @Test
    @Requirement("LD-6")
    void each_changed_byte_and_each_changed_digit_is_noticed() {
        for (int i = 0; i < golden.length; i++) {
            byte[] changed = golden.clone();
            changed[i] ^= 1;
            assertThat(signature.vouchesFor(changed, "sha256=" + DIGEST)).isFalse();
        }
        for (int i = 0; i < DIGEST.length(); i++) {
            StringBuilder changed = new StringBuilder(DIGEST);
            changed.setCharAt(i, DIGEST.charAt(i) == '0' ? '1' : '0');
            assertThat(signature.vouchesFor(golden, "sha256=" + changed)).isFalse();
        }
    }

    @Test
    @Requirement("LD-6")
    void another_app_secret_does_not_verify() {
        assertThat(new HubSignature("test-app-secret ").vouchesFor(golden, "sha256=" + DIGEST))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256=",
                DIGEST,
                "sha1=" + DIGEST,
                "SHA256=" + DIGEST,
                " sha256=" + DIGEST,
                "sha256=" + DIGEST + "00",
                "sha256=" + DIGEST + ", sha256=" + DIGEST,
                "sha256=a666c80d9b8302eca76c539de608a1cf0021a5ae9dc8a10ed07d1206378ef0",
                "sha256=zz66c80d9b8302eca76c539de608a1cf0021a5ae9dc8a10ed07d1206378ef084",
                "sha256=\u0661666c80d9b8302eca76c539de608a1cf0021a5ae9dc8a10ed07d1206378ef084"
            })
    @Requirement("LD-6")
    void what_is_not_sha256_and_64_hexadecimal_digits_does_not_verify(@Nullable String header) {
        assertThat(signature.vouchesFor(golden, header)).isFalse();
    }

    @Test
    void secrets_of_any_script_are_keys_by_their_utf_8_bytes() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        // openssl dgst -sha256 -hmac 'schlüssel-钥'
        assertThat(new HubSignature("schl\u00fcssel-\u94a5")
                        .vouchesFor(body, "sha256=fab91b05d9c06e7bda89265597bcdeae840124f9e0c45ee9222897e0ac261f65"))
                .isTrue();
    }
}

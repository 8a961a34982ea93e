package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.webhook.WebhookSecret;

@Requirement("RS-17")
class SecretCipherTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FIRST = SecretKeys.draw(RANDOM);
    private static final String SECOND = "2" + SecretKeys.draw(RANDOM).substring(1);
    private static final SecretPlace PLACE = new SecretPlace(new UUID(1, 2), new UUID(3, 4), 5);
    private static final WebhookSecret SECRET = WebhookSecret.mint(RANDOM);

    private final SecretCipher cipher = cipher(FIRST);
    private final byte[] kept = cipher.encrypt(PLACE, SECRET);

    private static SecretCipher cipher(String keys) {
        return new SecretCipher(SecretKeys.parse(keys), RANDOM);
    }

    @Test
    void what_was_encrypted_for_a_row_is_decrypted_there() {
        assertThat(cipher.decrypt(PLACE, 1, kept)).isEqualTo(SECRET);
    }

    @Test
    void a_nonce_of_96_bits_and_a_tag_of_128_stand_around_the_ciphertext() {
        assertThat(kept).hasSize(12 + SECRET.value().length() + 16);
    }

    @Test
    void the_same_secret_is_never_encrypted_to_the_same_twice() {
        Set<String> nonces = new HashSet<>();
        IntStream.range(0, 1_000)
                .mapToObj(time -> cipher.encrypt(PLACE, SECRET))
                .map(encrypted -> Arrays.toString(Arrays.copyOf(encrypted, 12)))
                .forEach(nonces::add);

        assertThat(nonces).hasSize(1_000);
    }

    static Stream<SecretPlace> otherPlaces() {
        return Stream.of(
                new SecretPlace(new UUID(9, 2), PLACE.webhookId(), PLACE.secretNo()),
                new SecretPlace(new UUID(1, 9), PLACE.webhookId(), PLACE.secretNo()),
                new SecretPlace(PLACE.partnerId(), new UUID(9, 4), PLACE.secretNo()),
                new SecretPlace(PLACE.partnerId(), new UUID(3, 9), PLACE.secretNo()),
                new SecretPlace(PLACE.webhookId(), PLACE.partnerId(), PLACE.secretNo()),
                new SecretPlace(PLACE.partnerId(), PLACE.webhookId(), 6));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void in_another_row_it_is_refused(SecretPlace other) {
        assertRefused(cipher, other, 1, kept);
    }

    @Test
    void under_another_version_it_is_refused_even_if_that_is_the_same_key() {
        SecretCipher sameKeyTwice = cipher(FIRST + ",2" + FIRST.substring(1));

        assertThat(sameKeyTwice.decrypt(PLACE, 1, kept)).isEqualTo(SECRET);
        assertRefused(sameKeyTwice, PLACE, 2, kept);
    }

    @Test
    void with_another_key_it_is_refused() {
        assertRefused(cipher(SecretKeys.draw(RANDOM)), PLACE, 1, kept);
    }

    @Test
    void any_flipped_bit_is_noticed() {
        for (int bit = 0; bit < kept.length * 8; bit++) {
            byte[] damaged = kept.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertRefused(cipher, PLACE, 1, damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 27, 28, 29, 65})
    void a_part_of_it_is_refused(int length) {
        assertRefused(cipher, PLACE, 1, Arrays.copyOf(kept, length));
    }

    @Test
    void plain_text_counts_only_where_it_is_about_to_be_encrypted() {
        byte[] plain = SECRET.value().getBytes(StandardCharsets.UTF_8);

        assertRefused(cipher, PLACE, SecretCipher.PLAIN, plain);
        assertThat(cipher.decryptOrTakePlain(PLACE, SecretCipher.PLAIN, plain)).isEqualTo(SECRET);
        assertThatThrownBy(() -> cipher.decryptOrTakePlain(PLACE, SecretCipher.PLAIN, kept))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void a_key_that_is_not_given_is_named_by_its_version() {
        byte[] underTheSecond = cipher(SECOND).encrypt(PLACE, SECRET);

        assertThatThrownBy(() -> cipher.decrypt(PLACE, 2, underTheSecond))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("key version 2, which is not given");
    }

    @Test
    void the_current_key_encrypts_and_every_given_one_decrypts() {
        SecretCipher both = cipher(SECOND + "," + FIRST);

        assertThat(both.decrypt(PLACE, 1, kept)).isEqualTo(SECRET);
        assertThat(cipher(SECOND).decrypt(PLACE, 2, both.encrypt(PLACE, SECRET)))
                .isEqualTo(SECRET);
    }

    @Test
    void a_check_value_tells_its_key_from_any_other() {
        byte[] check = cipher.checkValue(1);

        assertThat(cipher.made(1, check)).isTrue();
        assertThat(cipher(SecretKeys.draw(RANDOM)).made(1, check)).isFalse();
        assertThat(cipher(FIRST + ",2" + FIRST.substring(1)).made(2, check)).isFalse();
        assertThat(cipher.made(1, kept)).isFalse();
        assertThat(cipher.made(1, new byte[0])).isFalse();
    }

    private static void assertRefused(SecretCipher cipher, SecretPlace place, int version, byte[] kept) {
        assertThatThrownBy(() -> cipher.decrypt(place, version, kept))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining(place.partnerId().toString())
                .hasMessageNotContaining(SECRET.value());
    }
}

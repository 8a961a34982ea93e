package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;

class SignatureTest {
    private static final WebhookSecret SECRET = new WebhookSecret("aurix_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret OLDER = new WebhookSecret("aurix_pzgwhW5XpzgwhW5XpzgwhW5XpzgwhW5X");
    private static final EventId ID = new EventId(new UUID(3, 3));
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00.999999Z");
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    // Independently: printf '{"a":1}' | openssl dgst -sha256 -hmac aurix_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
    private static final String DIGEST = "de1edccc9f1cfff1f822c86fddfb8ded72b133d0519acaeb1ba6832032fe2ecc";

    @Requirement("WH-3")
    @Test
    void the_published_digest_is_bare_lower_case_hex_keyed_with_the_whole_secret() {
        assertThat(Signature.of(List.of(SECRET), ID, NOW, BODY).hub()).isEqualTo(DIGEST);
    }

    @Requirement({"WH-3", "WH-4"})
    @Test
    void the_headers_carry_both_digests_and_those_of_standard_webhooks() {
        assertThat(Signature.of(List.of(SECRET), ID, NOW, BODY).headers())
                .containsExactly(
                        Map.entry("x-hub-signature", DIGEST),
                        Map.entry("x-hub-signature-256", "sha256=" + DIGEST),
                        Map.entry("webhook-id", "evt_00000000000000030000000000000003"),
                        Map.entry("webhook-timestamp", "1767355200"),
                        Map.entry("webhook-signature", "v1,jiPH61V7h1pRz1wjjbVn6k40QGB5se8l6NsL3n4zmS0="));
    }

    @Requirement("WH-4")
    @Test
    void the_example_of_standard_webhooks_is_signed_as_printed() {
        byte[] payload = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(Signature.standard(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", payload))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Requirement("RS-17")
    @Test
    void of_two_secrets_both_sign_the_newest_first_and_the_published_digest_is_the_newest_ones() {
        Signature signature = Signature.of(List.of(SECRET, OLDER), ID, NOW, BODY);

        assertThat(signature.standard())
                .isEqualTo("v1,jiPH61V7h1pRz1wjjbVn6k40QGB5se8l6NsL3n4zmS0="
                        + " v1,eCr5Wj85btzTPHTbNlzwnceKkWVsb2zY8XNnupc4Yts=");
        assertThat(signature.hub()).isEqualTo(DIGEST);
        assertThat(Signature.of(List.of(OLDER, SECRET), ID, NOW, BODY).hub())
                .isEqualTo("9827bad3f41990994358cc0355c2344d4c39c2fe0f0b5d3059631d8ed6f80d20");
    }

    @Requirement("WH-3")
    @Property
    void every_byte_of_a_body_counts(@ForAll @Size(min = 1, max = 64) byte[] body, @ForAll int place) {
        byte[] changed = body.clone();
        changed[Math.floorMod(place, body.length)] ^= 1;

        Signature signature = Signature.of(List.of(SECRET), ID, NOW, body);
        Signature other = Signature.of(List.of(SECRET), ID, NOW, changed);

        assertThat(other.hub()).hasSameSizeAs(signature.hub()).isNotEqualTo(signature.hub());
        assertThat(other.standard()).hasSameSizeAs(signature.standard()).isNotEqualTo(signature.standard());
    }

    @Requirement("WH-4")
    @Test
    void the_id_and_the_second_of_signing_count_in_the_standard_signature_alone() {
        Signature signature = Signature.of(List.of(SECRET), ID, NOW, BODY);
        Signature otherId = Signature.of(List.of(SECRET), new EventId(new UUID(3, 4)), NOW, BODY);
        Signature later = Signature.of(List.of(SECRET), ID, NOW.plusNanos(1_000), BODY);
        Signature sameSecond = Signature.of(List.of(SECRET), ID, NOW.minusNanos(999_999_000), BODY);

        assertThat(List.of(signature.hub(), otherId.hub(), later.hub())).containsOnly(DIGEST);
        assertThat(List.of(signature.standard(), otherId.standard(), later.standard()))
                .doesNotHaveDuplicates();
        assertThat(later.timestamp()).isEqualTo(1767355201);
        assertThat(sameSecond).isEqualTo(signature);
    }
}

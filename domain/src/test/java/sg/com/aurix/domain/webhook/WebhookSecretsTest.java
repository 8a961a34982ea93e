package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

@Requirement("RS-17")
class WebhookSecretsTest {
    private static final Instant NOW = Samples.NOW;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final Random random = new Random(1);
    private final WebhookSecret first = WebhookSecret.mint(random);
    private final WebhookSecret second = WebhookSecret.mint(random);
    private final WebhookSecret third = WebhookSecret.mint(random);

    @Test
    void a_first_secret_counts_alone() {
        WebhookSecrets secrets = WebhookSecrets.of(first);

        assertThat(secrets.validAt(NOW)).containsExactly(first);
        assertThat(secrets.previousValidUntil(NOW)).isEmpty();
    }

    @Test
    void a_replaced_secret_counts_behind_the_new_one_until_the_overlap_is_over() {
        WebhookSecrets secrets = rotated(WebhookSecrets.of(first), second, NOW, HOUR);

        assertThat(secrets.current()).isEqualTo(second);
        assertThat(secrets.validAt(NOW)).containsExactly(second, first);
        assertThat(secrets.previousValidUntil(NOW)).contains(NOW.plus(HOUR));
        Instant last = NOW.plus(HOUR).minus(MICROSECOND);
        assertThat(secrets.validAt(last)).containsExactly(second, first);
        assertThat(secrets.validAt(NOW.plus(HOUR))).containsExactly(second);
        assertThat(secrets.previousValidUntil(NOW.plus(HOUR))).isEmpty();
    }

    @Test
    void without_an_overlap_a_replaced_secret_counts_no_more() {
        WebhookSecrets secrets = rotated(WebhookSecrets.of(first), second, NOW, Duration.ZERO);

        assertThat(secrets).isEqualTo(WebhookSecrets.of(second));
    }

    @Test
    void several_replaced_secrets_count_the_newest_first_each_until_its_own_time() {
        WebhookSecrets secrets =
                rotated(rotated(WebhookSecrets.of(first), second, NOW, HOUR.multipliedBy(3)), third, NOW, HOUR);

        assertThat(secrets.validAt(NOW)).containsExactly(third, second, first);
        assertThat(secrets.previousValidUntil(NOW)).contains(NOW.plus(HOUR));
        assertThat(secrets.validAt(NOW.plus(HOUR))).containsExactly(third, first);
        assertThat(secrets.previousValidUntil(NOW.plus(HOUR))).contains(NOW.plus(HOUR.multipliedBy(3)));
    }

    @Test
    void a_rotation_without_an_overlap_ends_what_earlier_ones_replaced_too() {
        WebhookSecrets secrets =
                rotated(rotated(WebhookSecrets.of(first), second, NOW, HOUR), third, NOW, Duration.ZERO);

        assertThat(secrets.validAt(NOW)).containsExactly(third);
    }

    @Test
    void secrets_past_their_time_are_forgotten_at_the_next_rotation() {
        WebhookSecrets secrets = rotated(WebhookSecrets.of(first), second, NOW, HOUR);

        assertThat(rotated(secrets, third, NOW.plus(HOUR), HOUR).retiring())
                .containsExactly(
                        new WebhookSecrets.Retiring(second, NOW.plus(HOUR).plus(HOUR)));
    }

    @Test
    void no_more_than_four_replaced_secrets_count_at_once() {
        WebhookSecrets secrets = WebhookSecrets.of(first);
        for (int i = 0; i < WebhookSecrets.MOST_RETIRING; i++) {
            secrets = rotated(secrets, WebhookSecret.mint(random), NOW, HOUR.multipliedBy(i + 1L));
        }
        assertThat(secrets.validAt(NOW)).hasSize(5).doesNotHaveDuplicates();

        assertThat(secrets.rotated(second, NOW, HOUR)).isEmpty();
        assertThat(secrets.rotated(second, NOW.plus(HOUR).minus(MICROSECOND), HOUR))
                .isEmpty();
        assertThat(rotated(secrets, second, NOW.plus(HOUR), HOUR).validAt(NOW.plus(HOUR)))
                .as("as soon as the time of one of them is over")
                .hasSize(5)
                .doesNotContain(first);
        assertThat(rotated(secrets, second, NOW, Duration.ZERO).validAt(NOW))
                .as("secrets that do not count any more need no room")
                .containsExactly(second);
    }

    @Test
    void they_keep_no_list_that_somebody_else_changes() {
        List<WebhookSecrets.Retiring> given = new ArrayList<>();
        WebhookSecrets secrets = new WebhookSecrets(first, given);

        given.add(new WebhookSecrets.Retiring(second, NOW.plus(HOUR)));

        assertThat(secrets.validAt(NOW)).containsExactly(first);
    }

    private static WebhookSecrets rotated(WebhookSecrets secrets, WebhookSecret fresh, Instant now, Duration overlap) {
        return secrets.rotated(fresh, now, overlap).orElseThrow();
    }
}

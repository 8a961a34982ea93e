package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookUrl;

@Timeout(30)
class RecentWebhooksTest {
    private static final PartnerId GLOW = new PartnerId(new UUID(0, 1));
    private static final PartnerId OTHER = new PartnerId(new UUID(0, 2));

    private final Webhooks webhooks = mock();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
    private final RecentWebhooks recent = new RecentWebhooks(webhooks, nanoTime::get);

    @Test
    void many_attempts_look_once() {
        when(webhooks.of(GLOW)).thenReturn(webhook("old"));

        assertThat(IntStream.range(0, 1000).allMatch(n -> recent.of(GLOW).equals(webhook("old"))))
                .isTrue();
        verify(webhooks, times(1)).of(GLOW);
    }

    @Test
    void each_partner_has_its_own() {
        when(webhooks.of(GLOW)).thenReturn(webhook("old"));

        assertThat(recent.of(GLOW)).isEqualTo(webhook("old"));
        assertThat(recent.of(OTHER)).isEmpty();
    }

    @Test
    void what_was_changed_here_counts_at_once() {
        when(webhooks.of(GLOW)).thenReturn(webhook("old")).thenReturn(webhook("new"));
        assertThat(recent.of(GLOW)).isEqualTo(webhook("old"));

        recent.forget(GLOW);

        assertThat(recent.of(GLOW)).isEqualTo(webhook("new"));
    }

    @Test
    void what_was_changed_elsewhere_counts_after_a_second() {
        when(webhooks.of(GLOW)).thenReturn(webhook("old")).thenReturn(webhook("new"));
        assertThat(recent.of(GLOW)).isEqualTo(webhook("old"));

        nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(recent.of(GLOW)).isEqualTo(webhook("old"));
        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(recent.of(GLOW)).isEqualTo(webhook("new"));
    }

    @Test
    void who_asks_after_a_change_does_not_share_a_look_from_before_it() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        when(webhooks.of(GLOW))
                .thenAnswer(call -> {
                    looking.countDown();
                    changed.await();
                    return webhook("old");
                })
                .thenReturn(webhook("new"));
        CompletableFuture<Optional<Webhook>> before = Race.apart(() -> recent.of(GLOW));
        looking.await();

        recent.forget(GLOW);

        assertThat(recent.of(GLOW)).isEqualTo(webhook("new"));
        changed.countDown();
        assertThat(Race.result(before)).isEqualTo(webhook("old"));
        assertThat(recent.of(GLOW)).isEqualTo(webhook("new"));
    }

    @Test
    void who_asks_during_a_look_waits_for_its_answer() throws InterruptedException {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        when(webhooks.of(GLOW)).thenAnswer(call -> {
            looking.countDown();
            answered.await();
            throw new StoreUnavailableException("the database is away");
        });
        CompletableFuture<Optional<Webhook>> first = Race.apart(() -> recent.of(GLOW));
        looking.await();
        CompletableFuture<Optional<Webhook>> second = Race.apart(() -> recent.of(GLOW));

        Race.assertWaiting(second);
        answered.countDown();

        assertThatThrownBy(() -> Race.result(first)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> Race.result(second)).isInstanceOf(StoreUnavailableException.class);
        verify(webhooks, times(1)).of(GLOW);
    }

    @Test
    void what_could_not_be_read_is_read_again() {
        when(webhooks.of(any()))
                .thenThrow(new StoreUnavailableException("the database is away"))
                .thenReturn(webhook("new"));

        assertThatThrownBy(() -> recent.of(GLOW)).isInstanceOf(StoreUnavailableException.class);

        assertThat(recent.of(GLOW)).isEqualTo(webhook("new"));
    }

    private static Optional<Webhook> webhook(String name) {
        return Optional.of(Webhook.register(
                new WebhookId(new UUID(0, 3)),
                GLOW,
                new WebhookUrl("https://" + name + ".example/"),
                WebhookSecret.mint(new Random(1)),
                Instant.EPOCH));
    }
}

package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;

/**
 * Webhooks as they were a second ago at most, for the many attempts of one partner's events that follow each other. A change that is
 * made here counts at once; one that another node makes counts within that second, which is less than an attempt may take anyway.
 */
final class RecentWebhooks {
    private static final long MOST_AGE = Duration.ofSeconds(1).toNanos();

    private final Webhooks webhooks;
    private final ConcurrentMap<PartnerId, Look> looks = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final AtomicLong tidiedAt;

    RecentWebhooks(Webhooks webhooks) {
        this(webhooks, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    RecentWebhooks(Webhooks webhooks, LongSupplier nanoTime) {
        this.webhooks = webhooks;
        this.nanoTime = nanoTime;
        this.tidiedAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** As {@link Webhooks#of}; those who ask while somebody looks wait for the same answer. */
    Optional<Webhook> of(PartnerId partnerId) {
        long now = nanoTime.getAsLong();
        @Nullable Look recent = looks.get(partnerId);
        if (recent == null || !recent.isRecent(now)) {
            Look mine = new Look(now);
            recent = looks.compute(partnerId, (partner, known) -> known != null && known.isRecent(now) ? known : mine);
            if (recent.equals(mine)) {
                look(partnerId, mine);
                tidy(now);
            }
        }
        return recent.outcome();
    }

    private void look(PartnerId partnerId, Look look) {
        try {
            look.found().complete(webhooks.of(partnerId));
        } catch (RuntimeException | Error e) {
            // Whoever asks after this is to try again.
            looks.remove(partnerId, look);
            look.found().completeExceptionally(e);
        }
    }

    /** Has whoever asks from now on look again; to be called after the commit of a change. */
    void forget(PartnerId partnerId) {
        looks.remove(partnerId);
    }

    /** Keeps no secrets longer than they are of use. */
    private void tidy(long now) {
        long before = tidiedAt.get();
        if (now - before >= MOST_AGE && tidiedAt.compareAndSet(before, now)) {
            looks.values().removeIf(look -> !look.isRecent(now));
        }
    }

    /**
     * One look, which may be under way.
     *
     * @param since when it began, by the monotonic clock
     */
    private record Look(long since, CompletableFuture<Optional<Webhook>> found) {
        Look(long since) {
            this(since, new CompletableFuture<>());
        }

        boolean isRecent(long now) {
            return now - since < MOST_AGE;
        }

        Optional<Webhook> outcome() {
            try {
                return found.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                throw e;
            }
        }
    }
}

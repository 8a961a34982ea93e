package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the store held half a second ago at most, for what is asked for again and again. A change that is made here counts at once; one
 * that another node makes counts within that time, as RS-16 asks of revoked keys (a second).
 *
 * <p>Those who ask while somebody looks wait for the same answer; where that does not come soon, or the look fails, they look for
 * themselves.
 */
final class Recent<K, V> {
    private static final long MOST_AGE = Duration.ofMillis(500).toNanos();

    /** Many times what a look takes. One that takes longer may be stuck, and must not hold up those who could look for themselves. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final Function<Set<K>, Map<K, V>> store;
    private final ConcurrentMap<K, Look<V>> looks = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final long longestWait;
    private final AtomicLong tidiedAt;

    /** @param store what is there of some keys; others are not in the answer */
    Recent(Function<Set<K>, Map<K, V>> store) {
        this(store, System::nanoTime, LONGEST_WAIT);
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param longestWait for what somebody else looks for
     */
    Recent(Function<Set<K>, Map<K, V>> store, LongSupplier nanoTime, Duration longestWait) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.longestWait = longestWait.toNanos();
        this.tidiedAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** A store that is asked for one thing at a time. */
    static <K, V> Recent<K, V> ofEach(Function<K, Optional<V>> store) {
        return new Recent<>(keys -> {
            Map<K, V> found = new HashMap<>();
            keys.forEach(key -> store.apply(key).ifPresent(value -> found.put(key, value)));
            return found;
        });
    }

    /** What there is of that key. */
    Optional<V> of(K key) {
        return Optional.ofNullable(of(Set.of(key)).get(key));
    }

    /** What there is of those keys, all that has to be looked for in one go. */
    Map<K, V> of(Set<K> keys) {
        long now = nanoTime.getAsLong();
        Map<K, Look<V>> mine = new HashMap<>();
        Map<K, Look<V>> others = new HashMap<>();
        for (K key : keys) {
            @Nullable Look<V> recent = looks.get(key);
            if (recent == null || !recent.isRecent(now)) {
                Look<V> begun = new Look<>(now);
                recent = looks.compute(key, (same, known) -> known != null && known.isRecent(now) ? known : begun);
                if (recent.equals(begun)) {
                    mine.put(key, begun);
                    continue;
                }
            }
            others.put(key, recent);
        }
        Map<K, V> found = new HashMap<>();
        if (!mine.isEmpty()) {
            found.putAll(look(mine));
            tidy(now);
        }
        Set<K> unanswered = new HashSet<>();
        others.forEach((key, look) -> {
            if (look.isAnsweredWithin(longestWait)) {
                look.answer().ifPresent(value -> found.put(key, value));
            } else {
                unanswered.add(key);
            }
        });
        if (!unanswered.isEmpty()) {
            found.putAll(store.apply(unanswered));
        }
        return found;
    }

    private Map<K, V> look(Map<K, Look<V>> mine) {
        try {
            Map<K, V> found = store.apply(mine.keySet());
            mine.forEach((key, look) -> look.found().complete(Optional.ofNullable(found.get(key))));
            return found;
        } catch (RuntimeException | Error e) {
            // Whoever asks after this is to try again, and so is whoever waits.
            mine.forEach((key, look) -> {
                looks.remove(key, look);
                look.found().completeExceptionally(e);
            });
            throw e;
        }
    }

    /** Has whoever asks from now on look again for that key; to be called after the commit of a change. */
    void forget(K key) {
        looks.remove(key);
    }

    /** As {@link #forget(Object)}, for all keys. */
    void forget() {
        looks.clear();
    }

    /** Keeps nothing longer than it is of use, while anybody asks: there may be secrets, and no end of keys that are not there. */
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
    private record Look<V>(long since, CompletableFuture<Optional<V>> found) {
        Look(long since) {
            this(since, new CompletableFuture<>());
        }

        boolean isRecent(long now) {
            return now - since < MOST_AGE;
        }

        /** Whether it has an answer, or comes to one within so many nanoseconds. */
        boolean isAnsweredWithin(long nanos) {
            try {
                var ignored = found.get(nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException | TimeoutException e) {
                return false;
            }
        }

        Optional<V> answer() {
            return found.join();
        }
    }
}

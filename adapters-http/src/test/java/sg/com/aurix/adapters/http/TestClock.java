package sg.com.aurix.adapters.http;

import io.micronaut.context.RuntimeBeanDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to go on. */
public final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T11:17:02.644566Z"));

    /** Lets that clock be the one bean of its kind: beside the framework's own, a mere singleton would be passed over. */
    public static RuntimeBeanDefinition<InstantSource> insteadOfTheSystems(InstantSource clock) {
        return RuntimeBeanDefinition.builder(InstantSource.class, () -> clock)
                .singleton(true)
                .replaces(InstantSource.class)
                .build();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Lets time pass and tells what time it is then. */
    public Instant pass(Duration duration) {
        return now.updateAndGet(before -> before.plus(duration));
    }
}

package sg.com.aurix.bootstrap.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.UnitOfWork;

/** Notes when a commit has returned, in a server that runs within this JVM and is as it always is but for that. */
@Singleton
@Requires(property = CommitClock.PROPERTY)
final class CommitClock implements BeanCreatedEventListener<Ports> {
    /** Set as a system property, it puts the clock into the servers that are started from then on. */
    static final String PROPERTY = "bench.commit-clock";

    private static volatile long lastAt;

    /** When the last commit had returned, by {@link System#nanoTime}. */
    static long lastAt() {
        return lastAt;
    }

    @Override
    public Ports onCreated(BeanCreatedEvent<Ports> event) {
        Ports ports = event.getBean();
        return new Ports(
                ports.partners(),
                ports.apiKeys(),
                ports.channels(),
                ports.sessions(),
                ports.clicks(),
                ports.conversations(),
                ports.leads(),
                ports.webhooks(),
                ports.outbox(),
                new Timed(ports.unitOfWork()),
                ports.leadExtractor(),
                ports.botDetector(),
                ports.webhookSender(),
                ports.clock(),
                ports.secureRandom());
    }

    private record Timed(UnitOfWork unitOfWork) implements UnitOfWork {
        @Override
        public <T> T run(Supplier<T> work) {
            T result = unitOfWork.run(work);
            lastAt = System.nanoTime();
            return result;
        }
    }
}

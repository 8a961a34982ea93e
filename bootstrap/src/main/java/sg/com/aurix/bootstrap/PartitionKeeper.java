package sg.com.aurix.bootstrap;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.adapters.persistence.PostgresStore;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.bootstrap.settings.ServerSettings;

/** Has the partitions of events made ahead and dropped when they are old, soon after the start and once an hour on every node. */
@Singleton
final class PartitionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);

    private final PostgresStore store;
    private final InstantSource clock;
    private final ServerSettings settings;

    PartitionKeeper(PostgresStore store, InstantSource clock, ServerSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void keep() {
        trying(() -> store.eventPartitions().add(clock.instant()));
        trying(() -> store.eventPartitions().drop(clock.instant(), settings.eventRetention()));
    }

    private static void trying(Runnable task) {
        try {
            task.run();
        } catch (StoreUnavailableException e) {
            // There are partitions for days to come.
            LOG.warn("partitions are brought up to date an hour later: {}", e.getMessage());
        }
    }
}

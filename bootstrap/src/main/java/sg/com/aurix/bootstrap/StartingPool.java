package sg.com.aurix.bootstrap;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import sg.com.aurix.adapters.persistence.EventPartitions;
import sg.com.aurix.adapters.persistence.PostgresPool;
import sg.com.aurix.adapters.persistence.PostgresSchema;
import sg.com.aurix.adapters.persistence.PostgresSettings;

/** The database while it is brought up to date, which goes on beside the making of everything that does not need it yet. */
final class StartingPool {
    private final CompletableFuture<PostgresPool> pool;

    private StartingPool(CompletableFuture<PostgresPool> pool) {
        this.pool = pool;
    }

    /** Begins on a thread of its own. */
    static StartingPool begin(PostgresSettings settings) {
        return new StartingPool(CompletableFuture.supplyAsync(
                () -> {
                    PostgresSchema.migrate(settings);
                    PostgresPool pool = PostgresPool.openWithOne(settings);
                    try {
                        // Before anything happens for which there would be no partition; the keeper sees to the rest.
                        new EventPartitions(pool).add(InstantSource.system().instant());
                        return pool;
                    } catch (RuntimeException e) {
                        pool.close();
                        throw e;
                    }
                },
                work -> Thread.ofPlatform().daemon().name("database-start").start(work)));
    }

    /**
     * The pool, once the schema is up to date and there are partitions for the days to come.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, or was changed by somebody else
     * @throws sg.com.aurix.application.port.StoreUnavailableException if partitions are missing and cannot be made now
     */
    PostgresPool await() {
        try {
            return pool.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Waits until nothing is done to the database any more, and closes the pool. */
    void giveUp() {
        var _ = pool.thenAccept(PostgresPool::close)
                .handle((done, failure) -> failure)
                .join();
    }
}

package sg.com.aurix.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
                    return PostgresPool.open(settings);
                },
                work -> Thread.ofPlatform().daemon().name("database-start").start(work)));
    }

    /**
     * The pool, once the schema is up to date.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, or was changed by somebody else
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

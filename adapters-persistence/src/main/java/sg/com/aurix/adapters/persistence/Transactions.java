package sg.com.aurix.adapters.persistence;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.UnitOfWork;

/**
 * Units of work as transactions of PostgreSQL, isolated as read committed: what must not race takes a lock.
 *
 * <p>Every call of a port goes through here, so that its failures are told in the ports' own words (see {@link Failures}).
 */
final class Transactions implements UnitOfWork {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** About a second of pauses altogether: a visitor is waiting. */
    private static final RetryPolicy<Object> AGAIN = RetryPolicy.builder()
            .handle(GivenUpException.class)
            .withMaxRetries(8)
            .withBackoff(Duration.ofMillis(4), Duration.ofMillis(250), 2)
            .withJitter(0.5)
            .onRetry(event -> LOG.debug("a unit of work runs again, time {}", event.getAttemptCount()))
            .build();

    private static final FailsafeExecutor<Object> RETRYING = Failsafe.with(AGAIN);

    /**
     * The pool lends a connection that was used within the last half second unchecked, so that whoever comes after an outage may get dead
     * ones, one after the other. They fail at once; what took longer than this does not run again, because somebody waits (RS-7).
     */
    private static final RetryPolicy<Object> ON_ANOTHER_CONNECTION = RetryPolicy.builder()
            .handle(DeadConnectionException.class)
            .withMaxAttempts(-1)
            .withMaxDuration(Duration.ofMillis(250))
            .onRetry(event -> LOG.debug("a unit of work found its connection dead and runs on another one"))
            .build();

    private static final FailsafeExecutor<Object> RECONNECTING = Failsafe.with(ON_ANOTHER_CONNECTION);

    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;
    private final ScopedValue<Unit> current = ScopedValue.newInstance();

    /**
     * One for each connection, handed out in turn. Without it hundreds of virtual threads would wait within the pool, which gives a
     * returned connection to whoever is quickest and has the returning thread spin meanwhile.
     */
    private final Semaphore turns;

    /** @param connectionCount how many connections there are at most */
    Transactions(
            ConnectionOperations<Connection> connections,
            TransactionOperations<Connection> transactions,
            int connectionCount) {
        this.connections = connections;
        this.transactions = transactions;
        this.turns = new Semaphore(connectionCount, true);
    }

    @Override
    public <T> T run(Supplier<T> work) {
        return current.isBound() ? work.get() : retrying(() -> inTurn(() -> reconnecting(() -> commit(work))));
    }

    /** Calls the database within the current unit of work; where there is none, the call commits by itself. */
    <T> T call(Supplier<T> databaseCall) {
        if (!current.isBound()) {
            return retrying(() -> inTurn(() -> translating(databaseCall)));
        }
        Unit unit = current.get();
        try {
            T result = translating(databaseCall);
            unit.answered();
            return result;
        } catch (RuntimeException e) {
            unit.failed(e);
            throw e;
        }
    }

    /** As {@link #call}, with the connection. */
    <T> T onConnection(Function<Connection, T> databaseCall) {
        return call(() -> connections.execute(
                ConnectionDefinition.DEFAULT, status -> databaseCall.apply(status.getConnection())));
    }

    /** Fails unless the caller is within a unit of work, where only a lock held to its end means anything. */
    void requireUnitOfWork() {
        if (!current.isBound()) {
            throw new IllegalStateException("this needs a unit of work");
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PostgresPool.TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("all connections to the database are in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("the thread was interrupted while a unit of work waited", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static <T> T translating(Supplier<T> databaseCall) {
        try {
            return databaseCall.get();
        } catch (RuntimeException e) {
            throw Failures.meaningOf(e);
        }
    }

    private static <T> T retrying(Supplier<T> attempt) {
        try {
            return RETRYING.get(attempt::get);
        } catch (GivenUpException e) {
            throw new StoreUnavailableException("the database gave up a unit of work again and again", e);
        } catch (FailsafeException e) {
            // The only checked exception there is: an interrupt in a pause. Failsafe leaves the thread interrupted.
            throw new StoreUnavailableException("the thread was interrupted while a unit of work waited", e);
        }
    }

    private static <T> T reconnecting(Supplier<T> attempt) {
        try {
            return RECONNECTING.get(attempt::get);
        } catch (DeadConnectionException e) {
            throw e.meaning();
        }
    }

    private <T> T commit(Supplier<T> work) {
        Unit unit = new Unit();
        try {
            return transactions.executeWrite(
                    status -> ScopedValue.where(current, unit).call(() -> unit.run(work)));
        } catch (RuntimeException | Error e) {
            throw unit.explain(e);
        }
    }

    /** One run of some work, which knows afterwards how far it came. */
    private static final class Unit {
        private boolean answered;
        private boolean done;
        private @Nullable Throwable thrown;
        private @Nullable RuntimeException failed;

        <T> T run(Supplier<T> work) {
            try {
                T result = work.get();
                if (failed != null) {
                    // The work passed over a failure. PostgreSQL does not: it would roll back at the commit, silently.
                    throw failed;
                }
                done = true;
                return result;
            } catch (RuntimeException | Error e) {
                thrown = e;
                throw e;
            }
        }

        /** Notes that a call succeeded: the connection was alive, and what ends it later may be the unit's own doing. */
        void answered() {
            answered = true;
        }

        /** Notes the first failure of a call: later ones only follow from it. */
        void failed(RuntimeException e) {
            if (failed == null) {
                failed = e;
            }
        }

        /**
         * The exception to throw on: the work's own, also where the roll-back failed as well. But where PostgreSQL gave the unit up, or
         * the connection turned out to be dead, the work runs again, whatever it made of that.
         */
        RuntimeException explain(Throwable e) {
            if (thrown instanceof Error error) {
                throw error;
            }
            if (failed instanceof GivenUpException givenUp) {
                return givenUp;
            }
            if (!answered
                    && failed instanceof StoreUnavailableException unavailable
                    && Failures.isDeadConnection(unavailable)) {
                return new DeadConnectionException(unavailable);
            }
            if (thrown instanceof RuntimeException ofTheWork) {
                return ofTheWork;
            }
            if (e instanceof Error error) {
                throw error;
            }
            RuntimeException meaning = Failures.meaningOf((RuntimeException) e);
            return done && meaning instanceof StoreUnavailableException
                    // Never run again by itself: it may have been kept, and then it would have its effect twice (RS-2).
                    ? new StoreUnavailableException("the database did not confirm a commit", meaning)
                    : meaning;
        }
    }
}

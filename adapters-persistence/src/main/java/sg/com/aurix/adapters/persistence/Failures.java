package sg.com.aurix.adapters.persistence;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import sg.com.aurix.application.port.StoreUnavailableException;

/**
 * Tells what a failure of PostgreSQL means to the caller, and says it without what is stored (RS-19).
 *
 * <p>PostgreSQL's own messages quote keys and parameters, so of those only the SQLSTATE and the names of constraints go on.
 * SQLSTATEs are those of appendix A of PostgreSQL's manual.
 */
final class Failures {
    /** Serialization failure and deadlock: the unit was given up for the sake of another. */
    private static final Set<String> GIVEN_UP = Set.of("40001", "40P01");

    /**
     * Connection failures, lack of resources, shutdown, and trouble below PostgreSQL (disk full may be either of 53 and 58), each by
     * its class.
     */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "58");

    /**
     * One by one: shutdown (57P01 to 57P03), a database that was dropped, time-outs of statements, locks, idle transactions and
     * sessions, a standby that does not write, and a commit of which the outcome is unknown.
     */
    private static final Set<String> UNAVAILABLE =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "57014", "55P03", "25P03", "25P04", "25006", "40003");

    /** Closed, broken, and ended by an administrator; of class 08, PostgreSQL tells violations of its protocol on connections that live on. */
    private static final Set<String> ENDED_CONNECTION = Set.of("08003", "08006", "57P01");

    private Failures() {}

    /** Whether the failure, as {@link #meaningOf} told it, was of a connection that has been ended, by the network or an administrator. */
    static boolean isDeadConnection(StoreUnavailableException told) {
        if (!(told.getCause() instanceof SQLException failure)) {
            return false;
        }
        @Nullable String state = failure.getSQLState();
        return state != null && ENDED_CONNECTION.contains(state);
    }

    /** What to throw in place of something thrown by the driver or by Micronaut Data; anything else is returned as it is. */
    static RuntimeException meaningOf(RuntimeException thrown) {
        if (thrown instanceof StoreUnavailableException
                || thrown instanceof GivenUpException
                || thrown instanceof StatementFailedException) {
            return thrown;
        }
        @Nullable SQLException failure = find(SQLException.class, thrown);
        if (thrown instanceof CannotGetJdbcConnectionException) {
            // What goes wrong before there is a connection knows nothing of rows, and the operator needs the details.
            return new StoreUnavailableException("there is no connection to the database", thrown);
        }
        if (failure != null) {
            return meaningOf(failure);
        }
        boolean isTheLibrarys = thrown instanceof DataAccessException
                || thrown instanceof ConnectionException
                || thrown instanceof TransactionException;
        return isTheLibrarys ? StatementFailedException.inTheLibrary(thrown) : thrown;
    }

    private static RuntimeException meaningOf(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (state == null) {
            // PostgreSQL always gives one: it was the pool or the driver, because there is no connection any more.
            return new StoreUnavailableException("the connection to the database is gone", withoutData(failure));
        }
        if (GIVEN_UP.contains(state)) {
            return new GivenUpException("PostgreSQL gave up a unit of work: SQLSTATE " + state, withoutData(failure));
        }
        if (UNAVAILABLE.contains(state) || UNAVAILABLE_CLASSES.contains(state.substring(0, 2))) {
            return new StoreUnavailableException(
                    "the database cannot answer now: SQLSTATE " + state, withoutData(failure));
        }
        return new StatementFailedException(state, constraintOf(failure), withoutData(failure));
    }

    private static @Nullable String constraintOf(SQLException failure) {
        // A failed batch has its real failure behind it.
        @Nullable PSQLException answer = find(PSQLException.class, failure);
        @Nullable ServerErrorMessage message = answer == null ? null : answer.getServerErrorMessage();
        return message == null ? null : message.getConstraint();
    }

    /** The first of the causes, the exception itself among them, that is of a type. */
    private static <T> @Nullable T find(Class<T> type, Throwable thrown) {
        @Nullable Throwable current = thrown;
        while (current != null) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }

    /** Where it failed and with which SQLSTATE, without the text. */
    private static SQLException withoutData(SQLException failure) {
        SQLException plain = new SQLException("SQLSTATE " + failure.getSQLState(), failure.getSQLState());
        plain.setStackTrace(failure.getStackTrace());
        return plain;
    }
}

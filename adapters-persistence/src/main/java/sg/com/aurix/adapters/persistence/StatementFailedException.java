package sg.com.aurix.adapters.persistence;

import org.jspecify.annotations.Nullable;

/** Thrown where PostgreSQL refuses a statement for good: a key that is taken, or a mistake of ours. */
final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";

    private final String sqlState;

    StatementFailedException(String sqlState, @Nullable String constraint, Throwable cause) {
        super(
                "PostgreSQL refused a statement: SQLSTATE " + sqlState
                        + (constraint == null ? "" : ", constraint " + constraint),
                cause);
        this.sqlState = sqlState;
    }

    private StatementFailedException(String message) {
        super(message);
        this.sqlState = "";
    }

    /** For a failure of the library itself, of which nothing but the place goes on: its messages quote values. */
    static StatementFailedException inTheLibrary(RuntimeException thrown) {
        StatementFailedException failed = new StatementFailedException(
                "a statement failed: " + thrown.getClass().getSimpleName());
        failed.setStackTrace(thrown.getStackTrace());
        return failed;
    }

    /** Whether a key is taken. */
    boolean isUniqueViolation() {
        return sqlState.equals(UNIQUE_VIOLATION);
    }
}

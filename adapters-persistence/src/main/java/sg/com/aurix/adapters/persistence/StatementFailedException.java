package sg.com.aurix.adapters.persistence;

import org.jspecify.annotations.Nullable;

/** Thrown where PostgreSQL refuses a statement for good: a key that is taken, or a mistake of ours. */
final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";

    private final String sqlState;
    private final boolean ofConstraint;

    StatementFailedException(String sqlState, @Nullable String constraint, Throwable cause) {
        super(
                "PostgreSQL refused a statement: SQLSTATE " + sqlState
                        + (constraint == null ? "" : ", constraint " + constraint),
                cause);
        this.sqlState = sqlState;
        this.ofConstraint = constraint != null;
    }

    private StatementFailedException(String message) {
        super(message);
        this.sqlState = "";
        this.ofConstraint = false;
    }

    /** For a failure of the library itself, of which nothing but the place goes on: its messages quote values. */
    static StatementFailedException inTheLibrary(RuntimeException thrown) {
        StatementFailedException failed = new StatementFailedException(
                "a statement failed: " + thrown.getClass().getSimpleName());
        failed.setStackTrace(thrown.getStackTrace());
        return failed;
    }

    /** Whether a row was refused because its table has no partition for it: a violated check that is no constraint's. */
    boolean isForWantOfPartition() {
        return sqlState.equals(CHECK_VIOLATION) && !ofConstraint;
    }

    /** Whether a row was refused because its key, or what else must be unique of it, is taken. */
    boolean isForTakenKey() {
        return sqlState.equals(UNIQUE_VIOLATION);
    }

    /** What this is for a caller that adds something: if a key is taken, a mistake of the caller's, and this says which. */
    RuntimeException whileAdding(String whatMayBeTaken) {
        return isForTakenKey() ? new IllegalArgumentException(whatMayBeTaken + " is taken", this) : this;
    }
}

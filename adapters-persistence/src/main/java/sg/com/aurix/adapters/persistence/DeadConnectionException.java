package sg.com.aurix.adapters.persistence;

import sg.com.aurix.application.port.StoreUnavailableException;

/** Thrown where the connection of a unit of work was dead before its first call: it may run on another one. */
final class DeadConnectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreUnavailableException meaning;

    DeadConnectionException(StoreUnavailableException meaning) {
        super(meaning);
        this.meaning = meaning;
    }

    /** What to tell the caller where no other connection helps. */
    StoreUnavailableException meaning() {
        return meaning;
    }
}

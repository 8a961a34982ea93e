package sg.com.aurix.application.port;

/**
 * Thrown when the store cannot be reached or cannot answer now; a retry may help. Of the unit of work nothing was kept, unless it was
 * the answer to its commit that was lost: then all of it may have been.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what could not be done, without private data (RS-19) */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** @param message what could not be done, without private data (RS-19) */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

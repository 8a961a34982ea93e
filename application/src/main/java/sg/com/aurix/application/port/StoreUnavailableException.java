package sg.com.aurix.application.port;

/** Thrown when the store cannot be reached or cannot answer now; nothing of the unit of work was kept, and a retry may help. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what could not be done, without private data (RS-19) */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package sg.com.aurix.adapters.persistence;

/** Thrown where a unit of work must end without effect and may run again (RS-3). */
final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUpException(String message) {
        super(message);
    }

    GivenUpException(String message, Throwable cause) {
        super(message, cause);
    }
}

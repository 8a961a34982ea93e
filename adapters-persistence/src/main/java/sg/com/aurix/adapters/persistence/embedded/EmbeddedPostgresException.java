package sg.com.aurix.adapters.persistence.embedded;

/** The embedded PostgreSQL could not do what was asked; the message tells an operator why and what to do about it. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}

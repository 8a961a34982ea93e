package sg.com.aurix.application.port;

/**
 * Thrown when a partner's webhook is there and cannot be read, for example because its secret does not decrypt. It tells of that one
 * webhook only (RS-6); asking again does not help.
 */
public class UnreadableWebhookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which webhook cannot be read and why, without private data (RS-19) */
    public UnreadableWebhookException(String message) {
        super(message);
    }
}

package sg.com.aurix.application.port;

/**
 * An event on its way to a webhook.
 *
 * @param failures how many attempts have failed since it was put on its way, 0 for one that was not attempted yet
 */
public record Delivery(OutboxEvent event, int failures) {
    /** The first attempt at a fresh event. */
    public static Delivery first(OutboxEvent event) {
        return new Delivery(event, 0);
    }

    /** Whether it was attempted before; first attempts go before these. */
    public boolean isRetry() {
        return failures > 0;
    }
}

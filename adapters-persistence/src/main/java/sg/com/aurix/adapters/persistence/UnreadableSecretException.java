package sg.com.aurix.adapters.persistence;

import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.UnreadableWebhookException;

/**
 * Thrown where the secret of a webhook cannot be decrypted, because its key is not given or its row was damaged. It tells of that one
 * partner's webhook only (RS-6), by the partner's id; asking again does not help.
 */
public final class UnreadableSecretException extends UnreadableWebhookException {
    private static final long serialVersionUID = 1L;

    private UnreadableSecretException(String message, @Nullable Throwable cause) {
        super(message);
        if (cause != null) {
            initCause(cause);
        }
    }

    static UnreadableSecretException because(String reason, SecretPlace place, @Nullable Throwable cause) {
        return new UnreadableSecretException(
                "secret " + place.secretNo() + " of the webhook of partner " + place.partnerId() + " " + reason, cause);
    }

    static UnreadableSecretException missing(WebhookRow webhook) {
        return new UnreadableSecretException("the webhook of partner " + webhook.partnerId() + " has no secret", null);
    }
}

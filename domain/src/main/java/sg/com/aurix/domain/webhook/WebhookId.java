package sg.com.aurix.domain.webhook;

import java.util.UUID;

/** Names a partner's webhook. */
public record WebhookId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}

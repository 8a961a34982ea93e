package sg.com.aurix.adapters.http.demo;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.domain.webhook.Webhook;

/**
 * Whom the demo is played with.
 *
 * @param listenerUrl the webhook with which the partner's events come to the built-in listener
 * @param webhookUrl the webhook that the partner has registered; {@code null} where there is none
 * @param webhookActive whether events are sent to it
 */
@EdgeRecord
record SetupResponse(
        String apiKey,
        String widgetToken,
        String listenerUrl,
        @Nullable String webhookUrl,
        boolean webhookActive) {
    static SetupResponse of(DemoSettings settings, URI listenerUrl, Optional<Webhook> webhook) {
        return new SetupResponse(
                settings.apiKey().value(),
                settings.channel().widgetToken().value(),
                listenerUrl.toString(),
                webhook.map(registered -> registered.url().value()).orElse(null),
                webhook.map(Webhook::active).orElse(false));
    }

    /** The mask: the key is a secret (RS-19). */
    @Override
    public String toString() {
        return "SetupResponse[***]";
    }
}

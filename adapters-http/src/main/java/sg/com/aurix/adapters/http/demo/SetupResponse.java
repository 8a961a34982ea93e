package sg.com.aurix.adapters.http.demo;

import java.net.URI;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.domain.partner.Channel;

/**
 * Whom the demo is played with.
 *
 * @param phoneNumber the channel's, digits only
 * @param listenerUrl the webhook with which the partner's events come to the built-in listener
 */
@EdgeRecord
record SetupResponse(
        String apiKey,
        String widgetToken,
        String channelId,
        String phoneNumber,
        String displayName,
        String listenerUrl) {
    static SetupResponse of(DemoSettings settings, URI listenerUrl) {
        Channel channel = settings.channel();
        return new SetupResponse(
                settings.apiKey().value(),
                channel.widgetToken().value(),
                channel.id().value(),
                channel.phoneNumber().digits(),
                channel.texts().displayName(),
                listenerUrl.toString());
    }

    /** The mask: the key is a secret (RS-19). */
    @Override
    public String toString() {
        return "SetupResponse[***]";
    }
}

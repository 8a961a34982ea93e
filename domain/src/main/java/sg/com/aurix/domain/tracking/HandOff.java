package sg.com.aurix.domain.tracking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * The link that takes the visitor to WhatsApp with the message already written (TR-6).
 *
 * @param text the pre-filled message, not yet escaped
 */
public record HandOff(PhoneNumber phoneNumber, String text) {
    private static final String REQUEST =
            " (Please send this reference number so that we can serve you better, thank you!)";

    /** The hand-off from a session to a channel. */
    public static HandOff to(Channel channel, CorrelationId reference) {
        String ownMessage =
                channel.texts().messageTemplate().map(message -> " " + message).orElse("");
        HandOff brief = brief(channel, reference);
        return new HandOff(brief.phoneNumber(), brief.text() + ownMessage);
    }

    /** The same hand-off without the channel's own message, for where there is no room for it. */
    public static HandOff brief(Channel channel, CorrelationId reference) {
        return new HandOff(channel.phoneNumber(), "Reference: " + reference + REQUEST);
    }

    /** The link: {@code https://wa.me/<digits>?text=...}, spaces as {@code %20}. */
    public String url() {
        // URLEncoder writes forms, where a space is a plus; a plus of the text itself is %2B by then.
        String escaped = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return "https://wa.me/" + phoneNumber.digits() + "?text=" + escaped;
    }
}

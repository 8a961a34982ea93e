package sg.com.aurix.domain.tracking;

import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;

/**
 * One press of the widget's button, or use of the link, recorded whether or not it began a session (TR-3).
 *
 * @param correlationId the session it belongs to
 * @param clickUrl the page of the click
 * @param firstRawUrl the page the visitor landed on first, where the widget remembers it (TR-5)
 * @param bot whether a program that is known to visit pages by itself clicked: partners are not told of it
 */
public record Click(
        ClickId id,
        PartnerId partnerId,
        ChannelId channelId,
        CorrelationId correlationId,
        DeviceId deviceId,
        PageUrl clickUrl,
        Optional<PageUrl> firstRawUrl,
        PageContext context,
        Visitor visitor,
        boolean bot,
        Instant clickedAt) {
    /** The page of the first touch: the first landing page where it is known, else the page of the click (TR-5). */
    public PageUrl firstTouch() {
        return firstRawUrl.orElse(clickUrl);
    }

    /** Every query parameter of the first touch (TR-4). */
    public QueryParameters parsedParams() {
        return firstTouch().parameters();
    }

    /** Every query parameter of the last touch, the page of the click. */
    public QueryParameters lastParsedParams() {
        return clickUrl.parameters();
    }
}

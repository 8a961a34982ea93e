package sg.com.aurix.domain.partner;

import java.util.Optional;
import sg.com.aurix.domain.TextRule;

/**
 * What a channel's widget shows and the message it suggests (TR-7).
 *
 * @param displayName the name on the teaser card, 1 to 100 characters
 * @param previewMessage the greeting in the teaser's bubble, at most 500 characters
 * @param messageTemplate the channel's own message, which follows the reference in the pre-filled text, at most 1000 characters
 * @param popup whether the teaser card is shown above the button
 */
public record WidgetTexts(
        String displayName, Optional<String> previewMessage, Optional<String> messageTemplate, boolean popup) {
    /** What a display name must be. */
    public static final TextRule DISPLAY_NAME = TextRule.line(100);
    /** What a preview message must be. */
    public static final TextRule PREVIEW_MESSAGE = TextRule.lines(500);
    /** What a channel's own message must be. */
    public static final TextRule MESSAGE_TEMPLATE = TextRule.lines(1000);

    public WidgetTexts {
        DISPLAY_NAME.check(displayName);
        previewMessage.ifPresent(PREVIEW_MESSAGE::check);
        messageTemplate.ifPresent(MESSAGE_TEMPLATE::check);
    }
}

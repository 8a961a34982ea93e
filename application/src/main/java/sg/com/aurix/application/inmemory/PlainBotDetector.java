package sg.com.aurix.application.inmemory;

import java.util.regex.Pattern;
import sg.com.aurix.application.port.BotDetector;

/**
 * Knows the largest crawlers and the makers of link previews.
 *
 * <p>The server uses a list of more than a thousand; an embedder may provide that or another.
 */
final class PlainBotDetector implements BotDetector {
    private static final Pattern KNOWN = Pattern.compile(
            "Googlebot|AdsBot-Google|bingbot|BingPreview|Applebot|Baiduspider|YandexBot|DuckDuckBot|AhrefsBot|SemrushBot|GPTBot"
                + "|ClaudeBot|facebookexternalhit|meta-externalagent|Twitterbot|LinkedInBot|Slackbot|TelegramBot|Discordbot"
                + "|SkypeUriPreview|Pinterestbot|^WhatsApp/");

    @Override
    public boolean isBot(String userAgent) {
        return KNOWN.matcher(userAgent).find();
    }
}

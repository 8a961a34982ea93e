package sg.com.aurix.application.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBotDetectorTest {
    private final PlainBotDetector detector = new PlainBotDetector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "WhatsApp/2.23.20.0",
                "TelegramBot (like TwitterBot)"
            })
    void crawlers_and_link_previews_are_bots(String userAgent) {
        assertThat(detector.isBot(userAgent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "curl/8.5.0",
                "Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0"
                        + " Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
                        + " WhatsApp/2.24.10"
            })
    void people_and_programs_that_post_for_them_are_none(String userAgent) {
        assertThat(detector.isBot(userAgent)).isFalse();
    }
}

package sg.com.aurix.bootstrap.bots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.bootstrap.verifiers.NodeProgram;

class ListBotDetectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NO_BOTS = Set.of("http-library", "browser-automation");
    private static final Set<String> LEFT_OUT = Set.of("Daum\\/", "MetaIAB Facebook", "AP3A\\.240617\\.008");
    private static final ListBotDetector DETECTOR = new ListBotDetector();

    private static NodeProgram node;

    @BeforeAll
    static void install() throws IOException {
        node = NodeProgram.installed();
    }

    @Test
    void the_list_is_the_one_that_is_made_of_the_package() throws IOException {
        assertThat(Files.readString(Path.of("src", "main", "resources", "bots", "known-bots.txt")))
                .isEqualTo(node.run("", "node", "bots.mjs"));
    }

    @Test
    void every_bot_that_the_package_has_seen_is_one() throws IOException {
        List<String> seen = new ArrayList<>();
        for (JsonNode entry : read("crawler-user-agents/crawler-user-agents.json")) {
            Set<String> tags = new TreeSet<>();
            entry.path("tags").forEach(tag -> tags.add(tag.asText()));
            if (!LEFT_OUT.contains(entry.path("pattern").asText())
                    && tags.stream().noneMatch(NO_BOTS::contains)) {
                entry.path("instances").forEach(instance -> seen.add(instance.asText()));
            }
        }

        assertThat(seen).hasSizeGreaterThan(1_500).allMatch(DETECTOR::isBot);
    }

    @Test
    void none_of_the_browsers_that_people_were_seen_with_is_one() throws IOException {
        Set<String> seen = new TreeSet<>();
        read("user-agents/dist/user-agents.json")
                .forEach(browser -> seen.add(browser.path("userAgent").asText()));

        assertThat(seen).hasSizeGreaterThan(500).noneMatch(DETECTOR::isBot);
    }

    /** The list as one expression, by which every name is looked through from each of its characters: slow, and plainly right. */
    @Test
    void names_whole_and_cut_off_anywhere_are_what_the_expressions_say_they_are() throws IOException {
        Pattern all = Pattern.compile(
                Files.readAllLines(Path.of("src", "main", "resources", "bots", "known-bots.txt")).stream()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> "(?:" + line + ")")
                        .collect(Collectors.joining("|")));
        List<String> names = new ArrayList<>();
        for (JsonNode entry : read("crawler-user-agents/crawler-user-agents.json")) {
            entry.path("instances").forEach(instance -> names.add(instance.asText()));
        }
        List<String> parts = names.stream()
                .flatMap(name -> Stream.of(
                        name,
                        name.substring(0, name.length() / 2),
                        name.substring(name.length() / 2),
                        " " + name.substring(name.length() / 3)))
                .toList();

        assertThat(parts).filteredOn(DETECTOR::isBot).hasSizeGreaterThan(3_000);
        assertThat(parts)
                .allMatch(part -> DETECTOR.isBot(part) == all.matcher(part).find());
    }

    private static JsonNode read(String path) throws IOException {
        return JSON.readTree(node.packaged(path).toFile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "WhatsApp/2.23.20.0",
                "WhatsApp/2.24.8 N",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1"
                        + " Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "TelegramBot (like TwitterBot)",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
                "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)"
            })
    void crawlers_and_link_previews_are_bots(String userAgent) {
        assertThat(DETECTOR.isBot(userAgent)).isTrue();
    }

    /** Browsers within apps, phones with unlucky names, and programs by which a website posts clicks itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "curl/8.5.0",
                "Java-http-client/25",
                "python-requests/2.32.3",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0.0.0"
                        + " Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0"
                        + " Safari/537.36",
                "Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/124.4.1 like"
                        + " Chrome/124.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
                        + " WhatsApp/2.24.10",
                "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 Viber/22.1",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
                        + " [Pinterest/iOS]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/21F79"
                        + " [FBAN/FBIOS;FBAV/466.0]",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram"
                        + " 331.0.0",
                "Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36"
                        + " BytedanceWebview/d8a21c6",
                "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 Chrome/124 Mobile Safari/537.36 DaumApps/7.0"
                        + " Daum/7.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.6 Mobile/22G100 Safari/604.1 MetaIAB Facebook",
                "Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like"
                        + " Gecko) Version/4.0 Chrome/142.0.7444.142 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Feedly/92",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 PayPal/8.60",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Notion/4.2 Chrome/130.0"
                        + " Safari/537.36"
            })
    void people_and_programs_that_post_for_them_are_none(String userAgent) {
        assertThat(DETECTOR.isBot(userAgent)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "Goo", "x\u00e9\ud83c", "Spider", "Current", "(((", "\\"})
    void no_name_takes_long_however_long_it_is(String part) {
        String name = part.repeat(2048 / part.length());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(DETECTOR.isBot(name)).isFalse();
            }
        });
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.PublishedTime;

@Requirement("API-4")
final class PagingTest {
    private static final String LEADS = "/integrations/external/leads";
    private static final String ATTRIBUTION = "/integrations/external/attribution";
    private static final String DELIVERIES = "/integrations/external/deliveries";
    private static final List<String> LISTS = List.of(LEADS, ATTRIBUTION, DELIVERIES);

    private static final TestServer server = TestServer.shared();
    /** Has eleven leads, and eleven clicks and their events, a second apart each. */
    private static final TestPartner busy = server.newPartner();

    @BeforeAll
    static void start() {
        for (int i = 0; i < 11; i++) {
            busy.message("65912345" + (10 + i), "Contact " + i, "hello");
            busy.click("device-" + i, "https://shop.example/" + i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0                       | limit",
                "limit=501                     | limit",
                "limit=-1                      | limit",
                "limit=5.0                     | limit",
                "limit=                        | limit",
                "limit                         | limit",
                "limit=five                    | limit",
                "limit=%2B5                    | limit",
                "limit=1e2                     | limit",
                "limit=%D9%A5                  | limit",
                "limit=99999999999999999999999 | limit",
                "limit=%25zz                   | limit",
                "limit=5&limit=5               | limit",
                "offset=-1                     | offset",
                "offset=x                      | offset",
                "offset=1000000000001          | offset",
                "offset=99999999999999999999   | offset",
                "from_date=yesterday           | from_date",
                "from_date=                    | from_date",
                "from_date=2026-02-30          | from_date",
                "from_date=2026-1-2            | from_date",
                "from_date=20260102            | from_date",
                "from_date=2026-01-02T10:00:00 | from_date",
                "from_date=2026-01-02T25:00:00Z| from_date",
                "from_date=%2B12026-01-02      | from_date",
                "from_date=0000-01-01          | from_date",
                "from_date=2026-01-02T10:00:00%2B19:00 | from_date",
                "from_date=2026-01-02%2010:00:00Z      | from_date",
                "from_date=1767352622          | from_date",
                "to_date=2026-01-02T           | to_date",
                "to_date=2026-01-02Z           | to_date",
                "to_date=%00                   | to_date",
                "from_date=2026-01-03&to_date=2026-01-02 | from_date",
                "from_date=2026-01-02T00:00:00.000001Z&to_date=2026-01-02 | from_date",
                "cursor=                       | cursor",
                "cursor=x                      | cursor",
                "cursor=AAAA                   | cursor",
                "cursor=%20                    | cursor",
                "limit=0&offset=-1&from_date=x&to_date=y&cursor=z | limit,offset,from_date,to_date,cursor"
            })
    @Requirement("API-3")
    void what_is_no_such_parameter_is_a_400_that_names_it(String query, String fields) {
        for (String list : LISTS) {
            Answer answer = get(list + "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.fields()).isEqualTo(List.of(fields.split(",", -1)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?limit=1",
                "?limit=500&offset=0",
                "?limit=005",
                "?offset=1000000000000",
                "?offset=0000000000000000000000000000001",
                "?from_date=2026-01-02",
                "?from_date=2026-01-02&to_date=2026-01-02",
                "?from_date=2026-01-02T11:17:02.644566Z",
                "?from_date=2026-01-02t11:17:02z",
                "?from_date=2026-01-02T11:17Z",
                "?from_date=2026-01-02T11:17:02.123456789Z",
                "?from_date=2026-01-02T19:17:02%2B08:00",
                "?from_date=2026-01-02T19:17:02%2B0800",
                "?from_date=2026-01-02T19:17:02%2B08",
                "?from_date=2026-01-02T19:17:02-08:00",
                "?from_date=0001-01-01&to_date=9999-12-31",
                "?unknown=1&unknown=2&page=x&%25zz"
            })
    void what_the_contract_allows_is_answered(String query) {
        for (String list : LISTS) {
            assertThat(get(list + query).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000001", "999999999999999999", "9223372036854775808"})
    void whoever_skips_more_rows_than_anybody_has_is_shown_the_cursor(String offset) {
        Answer answer = get(LEADS + "?offset=" + offset);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("offset");
        assertThat(answer.json().get("message").asText()).contains("at most 1000000000000", "cursor", "Link header");
    }

    @Test
    void a_plus_that_a_form_decoder_took_for_a_space_is_understood() {
        String eighthLead = createdAt(get(LEADS + "?limit=1&offset=3"), 0);
        String inSingapore =
                Instant.parse(eighthLead).atOffset(ZoneOffset.ofHours(8)).toString();
        assertThat(inSingapore).contains("+08:00");

        assertThat(get(LEADS + "?from_date=" + inSingapore).json().get("data"))
                .hasSize(4)
                .isEqualTo(get(LEADS + "?from_date=" + inSingapore.replace("+", "%2B"))
                        .json()
                        .get("data"));
    }

    @Test
    void fifty_rows_are_a_page_unless_it_says_otherwise() {
        TestPartner crowded = server.newPartner();
        for (int i = 0; i < 51; i++) {
            crowded.click("device-" + i, "https://shop.example/" + i);
        }

        assertThat(server.get(ATTRIBUTION).bearer(crowded.key()).send().json().get("data"))
                .hasSize(50);
        assertThat(server.get(ATTRIBUTION + "?limit=500")
                        .bearer(crowded.key())
                        .send()
                        .json()
                        .get("data"))
                .hasSize(51);
    }

    @Test
    void the_newest_row_comes_first() {
        for (String list : LISTS) {
            List<String> times = new ArrayList<>();
            get(list).json().get("data").forEach(row -> times.add(createdAt(row)));

            assertThat(times).hasSize(11).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void rows_created_at_from_date_count_and_rows_created_at_to_date_do_not() {
        for (String list : LISTS) {
            String third = createdAt(get(list + "?limit=1&offset=2"), 0);
            String fifth = createdAt(get(list + "?limit=1&offset=4"), 0);

            JsonNode rows = get(list + "?from_date=" + fifth + "&to_date=" + third)
                    .json()
                    .get("data");

            assertThat(rows).hasSize(2);
            assertThat(createdAt(rows.get(1))).isEqualTo(fifth);
            assertThat(get(list + "?from_date=" + fifth + "&to_date=" + fifth)
                            .json()
                            .get("data"))
                    .isEmpty();
        }
    }

    @Test
    void what_is_finer_than_a_microsecond_selects_as_it_would_without_rounding() {
        String fifth = createdAt(get(LEADS + "?limit=1&offset=4"), 0);
        String justAfter = fifth.replace("Z", "001Z");

        assertThat(get(LEADS + "?from_date=" + justAfter).json().get("data")).hasSize(4);
        assertThat(get(LEADS + "?to_date=" + justAfter).json().get("data")).hasSize(7);
    }

    @Test
    @Requirement("API-5")
    void following_the_links_visits_every_row_once() {
        for (String list : LISTS) {
            List<JsonNode> visited = follow(list + "?limit=4");

            assertThat(visited).hasSize(11).doesNotHaveDuplicates();
            List<JsonNode> all = new ArrayList<>();
            get(list).json().get("data").forEach(all::add);
            assertThat(visited).isEqualTo(all);
        }
    }

    @Test
    @Requirement("API-5")
    void rows_that_arrive_meanwhile_neither_repeat_nor_hide_others() {
        TestPartner arriving = server.newPartner();
        for (int i = 0; i < 6; i++) {
            arriving.click("device-" + i, "https://shop.example/" + i);
        }
        List<String> seen = new ArrayList<>();
        String path = ATTRIBUTION + "?limit=2";
        for (Optional<String> next = Optional.of(path); next.isPresent(); ) {
            Answer page = server.get(next.get()).bearer(arriving.key()).send();
            page.json().get("data").forEach(row -> seen.add(row.get("device_id").asText()));
            arriving.click("late-" + seen.size(), "https://shop.example/late");
            next = nextOf(page);
        }

        assertThat(seen).containsExactly("device-5", "device-4", "device-3", "device-2", "device-1", "device-0");
    }

    @Test
    @Requirement("API-5")
    void the_link_is_absolute_and_keeps_the_conditions() {
        String from = createdAt(get(LEADS + "?limit=1&offset=8"), 0);

        Answer page = get(LEADS + "?to_date=2030-01-01&limit=3&unknown=x&from_date=" + from);

        String link = page.header("link").orElseThrow();
        assertThat(link)
                .startsWith("<http://localhost:" + server.port() + LEADS + "?limit=3&")
                .endsWith(">; rel=\"next\"")
                .contains("&from_date=" + from.replace(":", "%3A") + "&", "&to_date=2030-01-01T00%3A00%3A00.000000Z&")
                .doesNotContain("offset", "unknown");
        List<JsonNode> rest = follow(nextOf(page).orElseThrow());
        assertThat(rest).hasSize(6);
        assertThat(rest.get(5).get("created_at").asText()).isEqualTo(from);
    }

    @Test
    @Requirement("API-5")
    void the_last_page_has_no_link() {
        assertThat(get(LEADS + "?limit=11").header("link")).isEmpty();
        assertThat(get(LEADS + "?limit=10").header("link")).isPresent();
        assertThat(get(LEADS + "?limit=10&offset=1").header("link")).isEmpty();
    }

    @Test
    @Requirement("API-5")
    void an_offset_page_leads_on_by_cursor() {
        Answer page = get(LEADS + "?limit=4&offset=4");

        assertThat(follow(nextOf(page).orElseThrow())).hasSize(3);
    }

    @Test
    @Requirement({"API-5", "API-8"})
    void a_cursor_of_another_list_or_changed_by_hand_is_not_ours() {
        String cursor = cursor(LEADS);
        byte[] changed = Base64.getUrlDecoder().decode(cursor);
        changed[5]++;

        for (String query : List.of(
                ATTRIBUTION + "?cursor=" + cursor,
                DELIVERIES + "?cursor=" + cursor,
                ATTRIBUTION + "?cursor=" + cursor(DELIVERIES),
                LEADS + "?cursor=" + cursor(DELIVERIES),
                DELIVERIES + "?cursor=" + cursor(ATTRIBUTION),
                LEADS + "?cursor=" + cursor(ATTRIBUTION),
                LEADS + "?cursor=" + cursor.substring(1),
                LEADS + "?cursor=" + cursor + "AAAA",
                LEADS + "?cursor=" + Base64.getUrlEncoder().withoutPadding().encodeToString(changed),
                LEADS + "?cursor=" + "A".repeat(5_000))) {
            Answer answer = get(query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.fields()).containsExactly("cursor");
        }
    }

    @Test
    @Requirement("API-5")
    void a_cursor_does_not_go_with_an_offset() {
        assertThat(get(LEADS + "?offset=1&cursor=" + cursor(LEADS)).fields()).containsExactly("cursor");
        assertThat(get(LEADS + "?offset=0&cursor=" + cursor(LEADS)).status()).isEqualTo(200);
    }

    @Test
    @Requirement("API-8")
    void a_cursor_of_another_partner_shows_nothing_of_that_partner() {
        TestPartner stranger = server.newPartner();
        stranger.message("6598765432", "Stranger's contact", "hello");
        stranger.click("device-1", "https://shop.example/stranger");

        for (String list : LISTS) {
            Answer answer = server.get(list + "?cursor=" + cursor(list))
                    .bearer(stranger.key())
                    .send();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("data")).isEmpty();
        }
    }

    @Test
    void pages_by_offset_neither_overlap_nor_skip_on_a_still_table() {
        var ids = new HashSet<Long>();
        for (int offset = 0; offset < 11; offset += 3) {
            get(LEADS + "?limit=3&offset=" + offset)
                    .json()
                    .get("data")
                    .forEach(row ->
                            assertThat(ids.add(row.get("lead_id").asLong())).isTrue());
        }

        assertThat(ids).hasSize(11);
        assertThat(get(LEADS + "?offset=11").json().get("data")).isEmpty();
    }

    @Test
    @Requirement("API-2")
    void a_timestamp_of_an_answer_selects_its_row() {
        String newest = createdAt(get(LEADS + "?limit=1"), 0);

        assertThat(PublishedTime.of(Instant.parse(newest))).isEqualTo(newest);
        assertThat(get(LEADS + "?from_date=" + newest).json().get("data")).hasSize(1);
    }

    private static List<JsonNode> follow(String pathAndQuery) {
        List<JsonNode> visited = new ArrayList<>();
        for (Optional<String> next = Optional.of(pathAndQuery); next.isPresent(); ) {
            Answer page = get(next.get());
            page.json().get("data").forEach(visited::add);
            next = nextOf(page);
        }
        return visited;
    }

    private static Optional<String> nextOf(Answer page) {
        return page.header("link").map(link -> {
            Matcher matcher = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(link);
            assertThat(matcher.matches()).isTrue();
            URI uri = URI.create(matcher.group(1));
            return uri.getRawPath() + "?" + uri.getRawQuery();
        });
    }

    private static String cursor(String list) {
        String next = nextOf(get(list + "?limit=2")).orElseThrow();
        return next.substring(next.indexOf("cursor=") + "cursor=".length());
    }

    private static String createdAt(Answer page, int row) {
        return createdAt(page.json().get("data").get(row));
    }

    /** An event was created when it happened. */
    private static String createdAt(JsonNode row) {
        return row.path("created_at").asText(row.path("timestamp").asText());
    }

    private static Answer get(String pathAndQuery) {
        return server.get(pathAndQuery).bearer(busy.key()).send();
    }
}

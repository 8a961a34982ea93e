package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a partner's API lists, read page by page to the end. */
public record PartnerLists(Calls calls, String apiKey) {
    private static final String PREFIX = "/integrations/external/";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    /** All clicks, newest first. */
    public List<JsonNode> attribution() {
        return list("attribution");
    }

    /** All leads, newest first. */
    public List<JsonNode> leads() {
        return list("leads");
    }

    /** All events with what became of them, newest first. */
    public List<JsonNode> deliveries() {
        return list("deliveries");
    }

    private List<JsonNode> list(String name) {
        List<JsonNode> rows = new ArrayList<>();
        String next = PREFIX + name + "?limit=500";
        while (!next.isEmpty()) {
            String path = next;
            HttpResponse<String> page = Calls.patiently(() -> calls.get(path, apiKey));
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            Calls.json(page).path("data").forEach(rows::add);
            Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
            next = link.find() ? link.group(1) : "";
        }
        return rows;
    }
}

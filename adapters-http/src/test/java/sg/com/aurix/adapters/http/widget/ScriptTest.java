package sg.com.aurix.adapters.http.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

@Requirement("TR-7")
final class ScriptTest {
    private static final int MOST_BYTES = 6 * 1024;
    private static final TestServer server = TestServer.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void the_script_takes_at_most_6_kib_on_its_way_to_a_browser() throws Exception {
        HttpResponse<byte[]> answer = get("Accept-Encoding", "gzip, deflate, br, zstd");

        assertThat(answer.headers().allValues("content-encoding")).containsExactly("gzip");
        assertThat(answer.body()).hasSizeBetween(1_000, MOST_BYTES);
        assertThat(unzipped(answer.body())).isEqualTo(script());
    }

    @Test
    void every_website_may_load_it_and_every_cache_may_keep_it() throws Exception {
        HttpResponse<byte[]> answer = get("Origin", "https://shop.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/javascript; charset=utf-8");
        assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly("*");
        assertThat(answer.headers().firstValue("cross-origin-resource-policy")).hasValue("cross-origin");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("cache-control").orElseThrow())
                .contains("public", "max-age=")
                .doesNotContain("no-");
        assertThat(answer.headers().firstValue("vary").orElseThrow()).isEqualToIgnoringCase("accept-encoding");
        assertThat(answer.body()).isEqualTo(script());
    }

    @Test
    void a_browser_that_has_it_is_told_so_without_a_body() throws Exception {
        for (String coding : new String[] {"identity", "gzip"}) {
            String tag =
                    get("Accept-Encoding", coding).headers().firstValue("etag").orElseThrow();

            for (String asked : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
                HttpResponse<byte[]> again = get("Accept-Encoding", coding, "If-None-Match", asked);

                assertThat(again.statusCode()).as(asked).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.headers().firstValue("etag")).hasValue(tag);
                assertThat(again.headers().firstValue("cache-control")).isPresent();
            }
            assertThat(get("Accept-Encoding", coding, "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_two_forms_have_strong_tags_of_their_own() throws Exception {
        String plain = get().headers().firstValue("etag").orElseThrow();
        String zipped =
                get("Accept-Encoding", "gzip").headers().firstValue("etag").orElseThrow();

        assertThat(plain).matches("\"[0-9a-f]{24}\"");
        assertThat(zipped).startsWith("\"").isNotEqualTo(plain);
        assertThat(get("Accept-Encoding", "gzip", "If-None-Match", plain).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "br", "gzip;q=0.0, identity"})
    void who_does_not_take_gzip_gets_it_plain(String codings) throws Exception {
        HttpResponse<byte[]> answer = get("Accept-Encoding", codings);

        assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo(script());
    }

    @Test
    void a_head_is_answered_as_a_get_without_the_body() throws Exception {
        HttpResponse<byte[]> head = CLIENT.send(
                request().method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("etag")).isEqualTo(get().headers().firstValue("etag"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void it_evaluates_no_text_parses_no_markup_and_sets_no_cookie() throws Exception {
        assertThat(new String(script(), StandardCharsets.UTF_8))
                .contains("data-omnichat-whatsapp-token")
                .doesNotContain("eval(", "new Function", "innerHTML", "insertAdjacentHTML", "document.write", "cookie");
    }

    private static HttpResponse<byte[]> get(String... headers) throws Exception {
        HttpRequest.Builder request = request();
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/widget.js"))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static byte[] script() throws IOException {
        try (InputStream stream = ScriptTest.class.getResourceAsStream("/widget/widget.js")) {
            assertThat(stream).isNotNull();
            return stream.readAllBytes();
        }
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return stream.readAllBytes();
        }
    }
}

package sg.com.aurix.adapters.http.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.domain.tracking.Click;

final class WidgetCorsTest {
    private static final String PATH = "/widget/clicks";
    private static final TestServer server = TestServer.shared();
    private static final TestPartner partner = server.newPartner();

    /** An answer of the widget's surface. */
    record Provoked(int status, Call call) {
        @Override
        public String toString() {
            return "a " + status;
        }
    }

    static Stream<Provoked> answers() {
        String click = "{\"token\":\"%s\",\"device_id\":\"device-1\",\"click_url\":\"https://shop.example/\"}";
        return Stream.of(
                new Provoked(201, server.call("POST", PATH).json(click.formatted(partner.token()))),
                new Provoked(400, server.call("POST", PATH).json("{}")),
                new Provoked(404, server.call("POST", PATH).json(click.formatted("no-such-token"))),
                new Provoked(404, server.get("/widget/nowhere")),
                new Provoked(405, server.get(PATH)),
                new Provoked(
                        406,
                        server.call("POST", PATH).header("Accept", "text/html").json("{}")),
                new Provoked(413, server.call("POST", PATH).json(" ".repeat(60_000))),
                new Provoked(415, server.call("POST", PATH).header("Content-Type", "application/xml")),
                new Provoked(200, server.get("/widget.js")),
                new Provoked(200, server.get(qr(partner.click("d", "https://shop.example/")))),
                new Provoked(400, server.get("/widget/qr.svg")));
    }

    private static String qr(Click click) {
        return "/widget/qr.svg?token=" + partner.token() + "&correlation_id=" + click.correlationId();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void every_origin_may_read_every_answer_without_credentials(Provoked answer) {
        Answer read = answer.call().header("Origin", "https://shop.example").send();

        assertThat(read.status()).isEqualTo(answer.status());
        assertThat(read.headers().allValues("access-control-allow-origin")).containsExactly("*");
        assertThat(read.header("access-control-allow-credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "http://localhost:3000",
                "http://127.0.0.1",
                "null",
                "file://",
                "nonsense"
            })
    void the_preflight_of_every_origin_allows_a_click(String origin) {
        Answer preflight = server.call("OPTIONS", PATH)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .send();

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().allValues("access-control-allow-origin")).containsExactly("*");
        assertThat(preflight.header("access-control-allow-methods").orElseThrow())
                .contains("POST");
        assertThat(preflight.header("access-control-allow-headers").orElseThrow())
                .isEqualToIgnoringCase("content-type");
        assertThat(preflight.header("access-control-max-age")).isPresent();
        assertThat(preflight.header("access-control-allow-credentials")).isEmpty();
    }

    /** As browsers send it without asking first. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=UTF-8", "text/plain"})
    void a_click_may_say_that_it_is_text(String type) {
        assertThat(clickOfType(type).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/html",
                "text/plain; charset=utf-16",
                "text/plain, application/json",
                "application/x-www-form-urlencoded"
            })
    void a_click_of_another_type_is_a_415_that_names_those_it_may_have(String type) {
        Answer answer = clickOfType(type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("must be application/json or text/plain (in UTF-8)");
    }

    private static Answer clickOfType(String type) {
        String click = "{\"token\":\"" + partner.token()
                + "\",\"device_id\":\"device-1\",\"click_url\":\"https://shop.example/\"}";
        return server.call("POST", PATH)
                .header("Origin", "https://shop.example")
                .header("Content-Type", type)
                .bytes(click.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "http://localhost:3000", "null"})
    void a_click_of_every_origin_is_taken_also_by_a_server_on_localhost(String origin) {
        Answer click = server.call("POST", PATH)
                .header("Origin", origin)
                .json("{\"token\":\"" + partner.token()
                        + "\",\"device_id\":\"device-1\",\"click_url\":\"https://shop.example/\"}")
                .send();

        assertThat(click.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/integrations/external/leads", "/admin/partners", "/nowhere", "/go/x"})
    void no_other_surface_is_opened_to_other_origins(String path) {
        for (String method : new String[] {"GET", "OPTIONS"}) {
            Answer answer = server.call(method, path)
                    .header("Origin", "https://shop.example")
                    .header("Access-Control-Request-Method", "GET")
                    .header("Access-Control-Request-Headers", "authorization")
                    .send();

            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.header("access-control-allow-origin")).isEmpty();
        }
    }
}

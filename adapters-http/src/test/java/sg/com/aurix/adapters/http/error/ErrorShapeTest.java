package sg.com.aurix.adapters.http.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;

@Requirement("API-3")
final class ErrorShapeTest {
    private static final TestServer server = TestServer.shared();
    private static final String key = server.newPartner().key();

    /** An error, by the call that provokes it. */
    record Provoked(String what, int status, Call call, List<String> fields) {
        @Override
        public String toString() {
            return what + " gives " + status;
        }
    }

    static Stream<Provoked> errors() {
        String leads = "/integrations/external/leads";
        String webhook = "/integrations/external/webhook-config";
        return Stream.of(
                new Provoked("an unknown path", 404, server.get("/nowhere"), List.of()),
                new Provoked("an unknown path of a surface", 404, server.get("/widget/nowhere"), List.of()),
                new Provoked(
                        "an unknown path behind a key",
                        404,
                        server.get("/integrations/external/nowhere").bearer(key),
                        List.of()),
                new Provoked("a missing key", 401, server.get(leads), List.of()),
                new Provoked("a missing admin token", 401, server.get("/admin/partners"), List.of()),
                new Provoked(
                        "a method that is not there",
                        405,
                        server.call("PATCH", webhook).bearer(key),
                        List.of()),
                new Provoked(
                        "reading what is only sent",
                        405,
                        server.get(webhook + "/rotate-secret").bearer(key),
                        List.of()),
                new Provoked(
                        "sending again what does not exist",
                        404,
                        server.call("POST", "/integrations/external/deliveries/evt_x/redeliver")
                                .bearer(key),
                        List.of()),
                new Provoked(
                        "sending again without a webhook",
                        409,
                        server.call("POST", "/integrations/external/deliveries/redeliver")
                                .bearer(key)
                                .json("{\"from_date\":\"2026-01-01\"}"),
                        List.of()),
                new Provoked(
                        "a method nobody knows",
                        405,
                        server.call("BREW", webhook).bearer(key),
                        List.of()),
                new Provoked(
                        "an answer in HTML",
                        406,
                        server.get(leads).bearer(key).header("Accept", "text/html"),
                        List.of()),
                new Provoked(
                        "a body that is too large",
                        413,
                        server.call("PUT", webhook).bearer(key).json(" ".repeat(65 * 1024)),
                        List.of()),
                new Provoked(
                        "a body without a type",
                        415,
                        server.call("PUT", webhook).bearer(key).bytes(new byte[] {'{', '}'}),
                        List.of("Content-Type")),
                new Provoked(
                        "malformed JSON",
                        400,
                        server.call("PUT", webhook).bearer(key).json("{\"url\": nonsense}"),
                        List.of("url")),
                new Provoked("a limit of 0", 400, server.get(leads + "?limit=0").bearer(key), List.of("limit")),
                new Provoked(
                        "a path variable of the wrong form", 400, server.get("/faulty/status/x"), List.of("status")),
                new Provoked("a missing parameter", 400, server.get("/faulty/query"), List.of("number")),
                new Provoked("too many requests", 429, server.get("/faulty/status/429"), List.of()),
                new Provoked("a strange status", 418, server.get("/faulty/status/418"), List.of()),
                new Provoked("an unavailable service", 503, server.get("/faulty/status/503"), List.of()),
                new Provoked("an unexpected exception", 500, server.get("/faulty/unexpected"), List.of()),
                new Provoked("an error of the JVM", 500, server.get("/faulty/error"), List.of()));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_error_has_the_documented_body(Provoked error) {
        Answer answer = error.call().send();

        assertThat(answer.status()).isEqualTo(error.status());
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.names())
                .isEqualTo(
                        error.fields().isEmpty()
                                ? List.of("status", "message")
                                : List.of("status", "message", "errors"));
        assertThat(answer.json().get("status").isInt()).isTrue();
        assertThat(answer.json().get("status").asInt()).isEqualTo(error.status());
        assertThat(answer.json().get("message").asText()).isNotBlank().endsWith(".");
        assertThat(answer.fields()).isEqualTo(error.fields());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void every_error_comes_as_problem_details_to_who_prefers_them(Provoked error) {
        // 406 is provoked by an Accept header, so that one keeps its own beside this.
        Answer answer =
                error.call().header("Accept", "application/problem+json").send();

        if (error.status() == 406) {
            assertThat(answer.status()).isEqualTo(200);
            return;
        }
        JsonNode problem = answer.json();
        assertThat(answer.status()).isEqualTo(error.status());
        assertThat(answer.header("content-type")).hasValue("application/problem+json");
        assertThat(answer.names())
                .startsWith("type", "title", "status", "detail")
                .doesNotContain("message");
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("status").asInt()).isEqualTo(error.status());
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(answer.fields()).isEqualTo(error.fields());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void no_error_tells_of_the_program_or_of_private_data(Provoked error) {
        Answer answer = error.call().send();

        assertThat(answer.text())
                .doesNotContain("Exception", "sg.com.aurix", "io.micronaut", "\tat ", FaultyController.PRIVATE);
    }

    @Test
    void the_answer_to_a_wrong_method_names_the_right_ones() {
        Answer answer = server.call("DELETE", "/integrations/external/webhook-config")
                .bearer(key)
                .send();

        assertThat(String.join(",", answer.headers().allValues("allow")).split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "PUT");
        assertThat(answer.json().get("message").asText()).contains("GET").contains("PUT");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, deliveries, GET",
        "POST, deliveries, GET",
        "PUT, deliveries/evt_019b7e6f4d447a3c9f2d5b1e8a4c6d70, GET",
        "GET, deliveries/evt_019b7e6f4d447a3c9f2d5b1e8a4c6d70/redeliver, POST",
        "PATCH, deliveries/redeliver, POST",
        "GET, webhook-config/test, POST",
        "PUT, webhook-config/rotate-secret, POST",
        "DELETE, webhook-config/verify, POST"
    })
    void no_call_takes_a_method_that_is_not_described(String method, String path, String allowed) {
        Answer answer = server.call(method, "/integrations/external/" + path)
                .bearer(key)
                .send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(String.join(",", answer.headers().allValues("allow"))).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json, application/problem+json",
                "application/problem+json;q=0.9, text/plain",
                "Application/Problem+JSON",
                "application/json;q=0.5, application/problem+json;q=0.5"
            })
    void problem_details_are_preferred_by_who_names_them_and_likes_json_no_better(String accept) {
        Answer answer = server.get("/nowhere").header("Accept", accept).send();

        assertThat(answer.header("content-type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/json, application/problem+json;q=0.9",
                "application/problem+json;q=0, */*",
                "text/html",
                "nonsense"
            })
    void everybody_else_gets_the_documented_body(String accept) {
        Answer answer = server.get("/nowhere").header("Accept", accept).send();

        assertThat(answer.header("content-type")).hasValue("application/json");
    }

    @Test
    void head_gets_the_status_and_headers_without_a_body() {
        Answer answer = server.call("HEAD", "/integrations/external/leads").send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).hasValue("Bearer");
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void a_request_line_that_is_too_long_is_a_414() {
        Answer answer =
                RawHttp.exchange(server.port(), "GET /?" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.names()).containsExactly("status", "message");
        assertThat(answer.json().get("status").asInt()).isEqualTo(414);
    }

    @Test
    void headers_that_are_too_large_are_a_431() {
        Answer answer = RawHttp.exchange(
                server.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(40_000) + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.names()).containsExactly("status", "message");
        assertThat(answer.json().get("status").asInt()).isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header\u0001: x\r\n\r\n",
                "GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "nonsense\r\n\r\n"
            })
    void what_is_not_http_is_a_400(String request) {
        Answer answer = RawHttp.exchange(server.port(), request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.names()).containsExactly("status", "message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a{b}",
                "/nowhere?a={b}|^`",
                "/%zz",
                "/nowhere?x=%",
                "/a/../b",
                "//nowhere",
                "/a\\b",
                "/%00",
                "/é"
            })
    void a_strange_path_is_a_path_that_is_not_there(String path) {
        Answer answer = RawHttp.exchange(server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.names()).containsExactly("status", "message");
    }
}

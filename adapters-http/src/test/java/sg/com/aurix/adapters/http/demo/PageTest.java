package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestServer;

final class PageTest {
    private static final DemoServer server = DemoServer.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo", "/demo/", "/demo?a=b", "/demo/shop", "/demo/shop?utm_source=google&gclid=Ab"})
    void a_page_is_html_that_loads_nothing_from_elsewhere(String path) {
        Answer answer = server.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.text()).startsWith("<!doctype html>");
        assertGuarded(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "demo.css, text/css; charset=utf-8, color-scheme",
        "shop.js, text/javascript; charset=utf-8, postMessage",
        "leaf.svg, image/svg+xml, <svg"
    })
    void a_file_has_the_type_of_its_name(String file, String type, String content) {
        Answer answer = server.get("/demo/" + file);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue(type);
        assertThat(answer.text()).contains(content);
        assertGuarded(answer);
    }

    @Test
    void whatever_a_browser_accepts_it_gets_the_page() {
        Answer answer =
                server.call("GET", "/demo").header("Accept", "image/avif").send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_head_is_answered_as_a_get_without_the_body() {
        Answer head = server.call("HEAD", "/demo").send();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertGuarded(head);
    }

    @Test
    void the_shop_has_the_demo_channels_widget() {
        String shop = server.get("/demo/shop").text();

        assertThat(shop)
                .contains("data-omnichat-whatsapp-token=\"" + server.partner().token() + "\"")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 200",
        "[::1]:8080, 200",
        "localhost, 200",
        "aurix.localhost:8080, 200",
        "sandbox:8080, 200",
        "rebound.example:8080, 403",
        "127.0.0.1.rebound.example, 403",
        "localhost.rebound.example, 403"
    })
    void a_website_whose_name_was_led_here_is_not_shown_it(String host, int status) {
        for (String path : List.of("/demo", "/demo/setup", "/demo/listener/events")) {
            Answer answer = RawHttp.exchange(server.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

            assertThat(answer.status()).as(path).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/index.html",
                "/demo/shop.html",
                "/demo/nothing.css",
                "/demo/sample.txt",
                "/demo/sample",
                "/demo/sub/demo.css",
                "/demo/Demo.css",
                "/demo/.css",
                "/demo/../widget/widget.js",
                "/demo/..%2fwidget%2fwidget.js",
                "/demo/%2e%2e/widget/widget.js"
            })
    void nothing_else_is_shown(String path) {
        Answer answer = RawHttp.exchange(server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.json().path("status").intValue()).isEqualTo(answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo", "/demo/", "/demo/shop", "/demo/demo.css", "/demo/setup", "/demo/listener/events"})
    void a_server_without_demo_settings_has_none_of_it(String path) {
        assertThat(TestServer.shared().get(path).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo", "/demo/shop", "/demo/demo.js", "/demo/setup", "/demo/listener/events"})
    void no_other_website_may_read_anything(String path) {
        Answer answer = server.call("GET", path)
                .header("Origin", "https://elsewhere.example")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/phone/messages", "/demo/listener"})
    void no_other_website_may_send_anything(String path) {
        Answer answer = server.call("OPTIONS", path)
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .send();

        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static void assertGuarded(Answer answer) {
        assertThat(answer.headers().allValues("content-security-policy"))
                .isEqualTo(List.of("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'self'"));
        assertThat(answer.headers().allValues("x-content-type-options")).isEqualTo(List.of("nosniff"));
        assertThat(answer.headers().allValues("referrer-policy")).isEqualTo(List.of("same-origin"));
        assertThat(answer.headers().allValues("cache-control")).isEqualTo(List.of("no-cache"));
    }
}

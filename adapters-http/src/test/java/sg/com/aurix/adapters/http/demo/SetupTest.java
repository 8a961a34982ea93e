package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.application.usecase.ConfigureWebhook.Registration;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.PartnerId;

final class SetupTest {
    private static final DemoServer server = DemoServer.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_page_learns_whom_it_is_played_with() {
        Answer answer = server.get("/demo/setup");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.names())
                .containsExactly("api_key", "widget_token", "listener_url", "webhook_url", "webhook_active");
        assertThat(Answer.texts(answer.json()))
                .containsEntry("api_key", server.partner().key())
                .containsEntry("widget_token", server.partner().token())
                .containsEntry("listener_url", "http://127.0.0.1:" + server.port() + "/demo/listener");
    }

    @Test
    void the_page_learns_whether_somebody_listens() {
        assertThat(webhook()).isEqualTo("null false");
        String url = "https://partner.example/hook";
        ConfigureWebhook webhooks = server.configureWebhook();
        PartnerId partner = server.partner().channel().partnerId();

        webhooks.register(partner, url);
        assertThat(webhook()).isEqualTo(url + " true");

        webhooks.register(partner, new Registration(url, Optional.empty(), Optional.empty(), Optional.of(false)));
        assertThat(webhook()).isEqualTo(url + " false");
    }

    private static String webhook() {
        JsonNode setup = server.get("/demo/setup").json();
        return setup.path("webhook_url").asText() + " "
                + setup.path("webhook_active").booleanValue();
    }

    @Test
    void no_cache_keeps_the_key() {
        assertThat(server.get("/demo/setup").header("cache-control")).hasValue("no-store");
    }

    @Test
    void what_a_caller_says_of_our_name_does_not_count() {
        Answer answer = server.call("GET", "/demo/setup")
                .header("X-Forwarded-Host", "elsewhere.example")
                .send();

        assertThat(answer.json().path("listener_url").textValue()).startsWith("http://127.0.0.1:");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.2, 127.0.0.2",
        "0.0.0.0, 127.0.0.1",
        "::, 127.0.0.1",
        "[::], 127.0.0.1",
        "::1, [::1]",
        "[::1], [::1]",
        "192.0.2.7, 192.0.2.7",
        "2001:db8::7, [2001:db8::7]",
        "[2001:db8::7], [2001:db8::7]",
        "nobody.invalid, nobody.invalid"
    })
    void the_listener_is_reached_where_the_server_listens(String listensOn, String reachable) {
        assertThat(OwnAddress.reachable(listensOn)).isEqualTo(reachable);
    }

    @Test
    @Requirement("RS-19")
    void nothing_prints_the_key() {
        DemoSettings settings = new DemoSettings(
                new ApiKey(server.partner().key()), server.partner().channel());

        assertThat(settings.toString()).isEqualTo("DemoSettings[***]");
        assertThat(SetupResponse.of(settings, URI.create("http://127.0.0.1/"), Optional.empty())
                        .toString())
                .isEqualTo("SetupResponse[***]");
    }
}

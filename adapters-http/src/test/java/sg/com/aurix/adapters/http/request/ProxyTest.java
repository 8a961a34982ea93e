package sg.com.aurix.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.InvalidValueException;

/** What a server learns from proxies, seen from outside: the address of a click and the addresses in its answers. */
@Requirement("RS-24")
final class ProxyTest {
    private static final TrustedProxies LOOPBACK = TrustedProxies.of(List.of("127.0.0.0/8", "::1"));

    @Test
    void the_visitors_address_comes_from_a_trusted_proxy() {
        try (TestServer server = TestServer.start(LOOPBACK, Optional.empty())) {
            assertThat(addressOfClick(server)).isEqualTo("198.51.100.7");
        }
    }

    @Test
    void without_trusted_proxies_the_visitor_is_whoever_connects() {
        assertThat(addressOfClick(TestServer.shared())).isEqualTo("127.0.0.1");
    }

    private static String addressOfClick(TestServer server) {
        TestPartner partner = server.newPartner();
        server.get("/go/" + partner.token())
                .header("X-Forwarded-For", "203.0.113.5, 198.51.100.7")
                .send();
        return partner.attribution().get(0).get("ip_address").asText();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Host, X-Forwarded-Host, X-Forwarded-Proto, where the link leads
                "cdp.example:8443, -, -, http://cdp.example:8443",
                "inner:8080, cdp.example, https, https://cdp.example",
                "inner:8080, 'evil.example, cdp.example', 'http, HTTPS', https://cdp.example",
                "inner:8080, -, gopher, http://inner:8080",
                "[::1]:8080, -, https, https://[::1]:8080",
                "inner:8080, evil.example/path, https, https://127.0.0.1:PORT",
                "'a<b>', -, -, http://127.0.0.1:PORT",
                "'user@evil.example', -, -, http://127.0.0.1:PORT"
            })
    @Requirement({"RS-24", "API-5"})
    void links_lead_where_a_trusted_proxy_was_reached(
            String host, @Nullable String forwardedHost, @Nullable String proto, String base) {
        try (TestServer server = TestServer.start(LOOPBACK, Optional.empty())) {
            assertThat(link(server, host, forwardedHost, proto))
                    .startsWith("<" + base.replace("PORT", Integer.toString(server.port()))
                            + "/integrations/external/attribution?limit=1&cursor=");
        }
    }

    @Test
    @Requirement({"RS-24", "API-5"})
    void without_trusted_proxies_forwarded_hosts_and_schemes_do_not_count() {
        assertThat(link(TestServer.shared(), "cdp.example", "evil.example", "https"))
                .startsWith("<http://cdp.example/integrations/");
    }

    @Test
    @Requirement("API-5")
    void a_public_address_that_the_operator_set_goes_before_everything() {
        for (String set : List.of("https://cdp.example/aurix", "https://cdp.example/aurix/")) {
            try (TestServer server = TestServer.start(LOOPBACK, Optional.of(URI.create(set)))) {
                assertThat(link(server, "inner", "evil.example", "http"))
                        .startsWith("<https://cdp.example/aurix/integrations/external/attribution?");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdp.example",
                "ftp://cdp.example",
                "https:///a",
                "https://a@b",
                "https://a?b",
                "https://a#b",
                "mailto:a@b"
            })
    void a_public_address_is_a_web_address_to_build_on(String set) {
        Optional<URI> url = Optional.of(URI.create(set));

        assertThatThrownBy(() -> new HttpSettings(TrustedProxies.NONE, url, new AdminToken("operators-only")))
                .isInstanceOf(InvalidValueException.class);
    }

    private static String link(
            TestServer server, String host, @Nullable String forwardedHost, @Nullable String forwardedProto) {
        TestPartner partner = server.newPartner();
        partner.click("device-1", "https://shop.example/a");
        partner.click("device-2", "https://shop.example/b");
        Answer answer = RawHttp.exchange(
                server.port(),
                "GET /integrations/external/attribution?limit=1 HTTP/1.1\r\nHost: " + host
                        + "\r\nAuthorization: Bearer "
                        + partner.key() + "\r\n"
                        + line("X-Forwarded-Host", forwardedHost)
                        + line("X-Forwarded-Proto", forwardedProto) + "\r\n");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.header("link").orElseThrow();
    }

    private static String line(String name, @Nullable String value) {
        return value == null ? "" : name + ": " + value + "\r\n";
    }
}

package sg.com.aurix.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.InvalidValueException;

@Requirement("RS-24")
final class ClientAddressTest {
    private static final ClientAddress BEHIND_PROXIES =
            behind(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48", "::1"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // who connects, X-Forwarded-For, who is visiting
                "203.0.113.9, -, 203.0.113.9",
                "203.0.113.9, 198.51.100.1, 203.0.113.9",
                "10.1.2.3, -, 10.1.2.3",
                "10.1.2.3, 198.51.100.1, 198.51.100.1",
                "10.1.2.3, '1.1.1.1, 198.51.100.1', 198.51.100.1",
                "10.1.2.3, '1.1.1.1, 198.51.100.1, 10.9.9.9, 192.0.2.7', 198.51.100.1",
                "10.1.2.3, '10.0.0.1, 10.0.0.2', 10.0.0.1",
                "192.0.2.7, 198.51.100.1, 198.51.100.1",
                "192.0.2.8, 198.51.100.1, 192.0.2.8",
                "10.1.2.3, 198.51.100.1:4711, 198.51.100.1",
                "10.1.2.3, '[2001:db8:2::A]:4711', 2001:db8:2::a",
                "10.1.2.3, 2001:0DB8:0002:0:0:0:0:000A, 2001:db8:2::a",
                "10.1.2.3, ::ffff:198.51.100.1, 198.51.100.1",
                "10.1.2.3, fe80::1%eth0, fe80::1",
                "2001:db8:1::5, 198.51.100.1, 198.51.100.1",
                "::1, 198.51.100.1, 198.51.100.1",
                "2001:db8:2::5, 198.51.100.1, 2001:db8:2::5",
                "::ffff:10.1.2.3, 198.51.100.1, 198.51.100.1"
            })
    void the_visitor_is_the_first_untrusted_address_from_the_right(String peer, String forwarded, String visitor) {
        assertThat(BEHIND_PROXIES.of(request(peer, forwarded))).hasValue(visitor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "_hidden",
                "",
                ",",
                "1.2.3",
                "0x0a.1.2.3",
                "010.1.2.3",
                "1.2.3.4/8",
                "1.2.*.4",
                "*",
                "1-9.2.3.4",
                "198.51.100.1, ",
                "[::1",
                "localhost",
                "256.1.1.1",
                "999999999999",
                "1.2.3.4.5",
                "167772160"
            })
    void what_is_no_address_ends_the_search_at_the_proxy_that_said_so(String forwarded) {
        assertThat(BEHIND_PROXIES.of(request("10.1.2.3", forwarded))).hasValue("10.1.2.3");
    }

    @Test
    void several_header_lines_are_one_list() {
        var request = new PeerRequest("10.1.2.3");
        request.header("X-Forwarded-For", "198.51.100.1");
        request.header("X-Forwarded-For", "10.0.0.1, 10.0.0.2");

        assertThat(BEHIND_PROXIES.of(request)).hasValue("198.51.100.1");
    }

    @Test
    void without_configured_proxies_nobody_is_believed() {
        assertThat(behind(List.of()).of(request("127.0.0.1", "198.51.100.1"))).hasValue("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example.com", "10.0.0.0/33", "10.*", "all", "/8", "10.0.0.0/255.0.0.0x"})
    void proxies_are_addresses_or_blocks(String written) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of("10.0.0.0/8", written)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("CIDR");
    }

    private static ClientAddress behind(List<String> proxies) {
        return new ClientAddress(
                new HttpSettings(TrustedProxies.of(proxies), Optional.empty(), new AdminToken("operators-only")));
    }

    private static HttpRequest<?> request(String peer, @Nullable String forwarded) {
        var request = new PeerRequest(peer);
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        return request;
    }

    /** A request from an address that no test machine has. */
    private static final class PeerRequest extends SimpleHttpRequest<Object> {
        private final InetSocketAddress peer;

        PeerRequest(String peer) {
            super(HttpMethod.GET, "/", "");
            try {
                this.peer = new InetSocketAddress(InetAddress.getByName(peer), 4711);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public InetSocketAddress getRemoteAddress() {
            return peer;
        }
    }
}

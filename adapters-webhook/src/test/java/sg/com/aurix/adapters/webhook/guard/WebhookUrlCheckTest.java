package sg.com.aurix.adapters.webhook.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck.Outcome;
import sg.com.aurix.application.contract.Requirement;

class WebhookUrlCheckTest {

    private static final WebhookUrlCheck STRICT = new WebhookUrlCheck(AddressPolicy.publicOnly(), false);

    @ParameterizedTest
    @CsvSource({
        "https://your-backend.com/webhooks/aurix, https://your-backend.com/webhooks/aurix",
        "https://example.com, https://example.com",
        "HTTPS://Example.COM./Path/?q=A%20b&x=[1], https://example.com/Path/?q=A%20b&x=[1]",
        "https://example.com:8443?a, https://example.com:8443?a",
        "https://example.com:00443/, https://example.com:443/",
        "https://example.com:65535/@here, https://example.com:65535/@here",
        "https://xn--mnchen-3ya.example/, https://xn--mnchen-3ya.example/",
        "https://0x08.8.8.8/, https://8.8.8.8/",
        "https://[2606:4700:4700:0::1111]:8443/x, https://[2606:4700:4700::1111]:8443/x",
    })
    void a_good_url_is_accepted_with_its_host_in_canonical_form(String url, String normalized) {
        assertThat(STRICT.check(url)).isEqualTo(new Outcome.Accepted(URI.create(normalized)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.com/ | must start with https://",
                "ftp://example.com/ | must start with https://",
                "example.com/hook | must be an absolute URL",
                "//example.com/hook | must be an absolute URL",
                "https:example.com | must be an absolute URL",
                "https:/example.com | must be an absolute URL",
                "https://user@example.com/ | user name",
                "https://user:secret@example.com/ | user name",
                "https://@example.com/ | user name",
                "https://example.com@127.0.0.1/ | user name",
                "https://example.com/#part | fragment",
                "https://example.com# | fragment",
                "https://example.com:0/ | port",
                "https://example.com:65536/ | port",
                "https://example.com:4294967739/ | port",
                "https://example.com:/ | port",
                "https://example.com:-1/ | port",
                "https://example.com:80:80/ | must name a host",
                "https:///hook | must name a host",
                "https://:443/ | must name a host",
                "https://?x | must name a host",
                "https://./ | must name a host",
                "https://example..com/ | must name a host",
                "https://example.com../ | must name a host",
                "https://-example.com/ | must name a host",
                "https://example_1.com/ | must name a host",
                "https://%31%32%37.0.0.1/ | must name a host",
                "https://256.1.1.1/ | must name a host",
                "https://1.2.3.4.5/ | must name a host",
                "https://4294967296/ | must name a host",
                "https://0x100000001/ | must name a host",
                "https://1.16777216/ | must name a host",
                "https://0x/ | must name a host",
                "https://8.8.8.*/ | must name a host",
                "https://8.8.8.8-9/ | must name a host",
                "https://example.123/ | must name a host",
                "https://[127.0.0.1]/ | must name a host",
                "https://[::1/ | must name a host",
                "https://::1/ | must name a host",
                "https://[]/ | must name a host",
                "https://[2606::4700::1]/ | must name a host",
                "https://[2606:4700::/32]/ | must name a host",
                "https://[2606:4700::*]/ | must name a host",
                "https://[v1.fe80]/ | must name a host",
                "https://example.com/{id} | must be a valid URL",
                "https://example.com/%zz | must be a valid URL",
                "https://localhost/ | loopback 127.0.0.0/8",
                "https://LocalHost.:8443/ | loopback 127.0.0.0/8",
                "https://hooks.localhost/ | loopback 127.0.0.0/8",
                "https://[::1]/ | loopback ::1/128",
                "https://[fe80::1%25eth0]/ | link-local fe80::/10",
                "https://[::ffff:8.8.8.8]/ | IPv4-mapped",
                "https://[2606:4700::1%eth0]/ | zone id",
                "https://010.8.8.8/ | private 10.0.0.0/8",
                "https://0177.1/ | loopback 127.0.0.0/8",
                "https://011.9.9.9/ | leading zeros",
                "https://08.8.8.8/ | leading zeros",
            })
    @Requirement("RS-15")
    void a_bad_url_is_refused_with_a_sentence_that_says_why(String url, String why) {
        assertThat(STRICT.check(url)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).contains(why);
            assertThat(refused.sentence()).isEqualTo("url: " + refused.reason());
            assertThat(refused.reason()).doesNotContain("secret");
        });
    }

    @Property
    @Requirement("RS-15")
    void a_character_that_is_not_printable_ascii_is_refused_wherever_it_stands(
            @ForAll("unprintable") String character, @ForAll("position") int position) {
        var url = new StringBuilder("https://example.com/webhooks?a=b").insert(position, character);
        assertThat(STRICT.check(url.toString()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("printable ASCII"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://１２７.0.0.1/", "https://127。0。0。1/", "https://①②⑦.0.0.1/", "https://münchen.example/", ""
            })
    @Requirement("RS-15")
    void look_alikes_of_digits_and_dots_never_reach_a_host(String url) {
        assertThat(STRICT.check(url)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_url_may_have_2048_characters_and_no_more() {
        var longest = "https://example.com/" + "a".repeat(2048 - "https://example.com/".length());
        assertThat(STRICT.check(longest)).isInstanceOf(Outcome.Accepted.class);
        assertThat(STRICT.check(longest + "a")).isInstanceOf(Outcome.Refused.class);
        assertThat(STRICT.check("https://" + "a.".repeat(1000) + "example/")).isInstanceOf(Outcome.Refused.class);
        assertThat(STRICT.check("https://" + "1.".repeat(1000) + "1/")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void plain_http_is_accepted_when_the_operator_allows_it() {
        var check = new WebhookUrlCheck(AddressPolicy.publicOnly(), true);
        assertThat(check.check("http://example.com/")).isInstanceOf(Outcome.Accepted.class);
        assertThat(check.check("ws://example.com/")).isInstanceOf(Outcome.Refused.class);
        assertThat(check.check("http://127.0.0.1/")).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.0/8", "::1"})
    void localhost_is_accepted_when_a_loopback_address_is_opened(String network) {
        var check = new WebhookUrlCheck(AddressPolicy.opening(List.of(network)), true);
        assertThat(check.check("http://localhost:8080/hook")).isInstanceOf(Outcome.Accepted.class);
        assertThat(check.check("http://10.0.0.1/hook")).isInstanceOf(Outcome.Refused.class);
    }

    @Property
    @Requirement("RS-15")
    void an_ipv4_address_is_judged_alike_in_every_notation(@ForAll("ipv4") BigInteger address) {
        for (var host : Notations.plain(address)) {
            if (StatedRanges.refusesIpv4(address)) {
                assertRefused(host);
            } else {
                assertThat(STRICT.check(url(host)))
                        .as(host)
                        .isEqualTo(new Outcome.Accepted(URI.create(url(Notations.dotted(address.longValueExact())))));
            }
        }
    }

    @Property
    @Requirement("RS-15")
    void leading_zeros_never_lead_to_an_address_that_some_reader_would_refuse(@ForAll("ipv4") BigInteger address) {
        for (var host : Notations.zeroLed(address)) {
            if (StatedRanges.refusesIpv4(address)) {
                assertRefused(host);
            } else if (STRICT.check(url(host)) instanceof Outcome.Accepted(var accepted)) {
                // Only where octal and decimal say the same, as in 01.01.01.01.
                assertThat(accepted.getHost()).as(host).isEqualTo(Notations.dotted(address.longValueExact()));
            }
        }
    }

    @Property
    @Requirement("RS-15")
    void an_ipv4_address_inside_an_ipv6_address_is_always_refused(@ForAll("ipv4") BigInteger address) {
        Notations.carriers(address).forEach(carrier -> assertRefused("[" + carrier + "]"));
    }

    @Property
    @Requirement("RS-15")
    void an_ipv6_address_is_judged_alike_in_every_notation(@ForAll("ipv6") BigInteger address) {
        for (var text : Notations.ipv6(address)) {
            if (StatedRanges.refusesIpv6(address)) {
                assertRefused("[" + text + "]");
            } else {
                assertThat(STRICT.check(url("[" + text + "]")))
                        .as(text)
                        .isInstanceOfSatisfying(
                                Outcome.Accepted.class,
                                accepted -> assertThat(InetAddress.ofLiteral(hostOf(accepted))
                                                .getAddress())
                                        .isEqualTo(StatedRanges.bytes(address, 16)));
            }
            Stream.of("%eth0", "%1", "%25eth0", "%").forEach(zone -> assertRefused("[" + text + zone + "]"));
        }
    }

    @Provide
    Arbitrary<BigInteger> ipv4() {
        return StatedRanges.ipv4();
    }

    @Provide
    Arbitrary<BigInteger> ipv6() {
        return StatedRanges.ipv6();
    }

    @Provide
    Arbitrary<String> unprintable() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().range((char) 0, ' '),
                        Arbitraries.chars().range((char) 0x7f, (char) 0xffff),
                        Arbitraries.of('\\', '\u3002', '\u200b', '\u202e'))
                .map(String::valueOf);
    }

    @Provide
    Arbitrary<Integer> position() {
        return Arbitraries.integers().between(0, "https://example.com/webhooks?a=b".length());
    }

    private static void assertRefused(String host) {
        assertThat(STRICT.check(url(host))).as(host).isInstanceOf(Outcome.Refused.class);
        assertThat(STRICT.check("https://" + host + ":8443?x")).as(host).isInstanceOf(Outcome.Refused.class);
    }

    private static String url(String host) {
        return "https://" + host + "/hook";
    }

    private static String hostOf(Outcome.Accepted accepted) {
        var host = accepted.url().getHost();
        return host.substring(1, host.length() - 1);
    }
}

package sg.com.aurix.adapters.webhook.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy.Verdict;
import sg.com.aurix.application.contract.Requirement;

class AddressPolicyTest {

    private static final AddressPolicy PUBLIC_ONLY = AddressPolicy.publicOnly();

    @Property(tries = 5_000)
    @Requirement("RS-15")
    void an_ipv4_address_is_refused_exactly_when_a_stated_range_holds_it(@ForAll("ipv4") BigInteger address) {
        assertThat(refuses(ipv4Address(address))).isEqualTo(StatedRanges.refusesIpv4(address));
    }

    @Property(tries = 10_000)
    @Requirement("RS-15")
    void an_ipv6_address_is_refused_exactly_when_a_stated_range_holds_it(@ForAll("ipv6") BigInteger address) {
        assertThat(refuses(ipv6Address(address))).isEqualTo(StatedRanges.refusesIpv6(address));
    }

    @ParameterizedTest
    @MethodSource("ipv4Ranges")
    @Requirement("RS-15")
    void an_ipv4_range_is_refused_by_name_from_its_first_address_to_its_last(StatedRanges.Range range) {
        assertRefusedAs(range, ipv4Address(range.first()));
        assertRefusedAs(range, ipv4Address(range.last()));
        outside(range, StatedRanges.LAST_IPV4)
                .forEach(address -> assertThat(refuses(ipv4Address(address)))
                        .as("%x", address)
                        .isEqualTo(StatedRanges.refusesIpv4(address)));
    }

    @ParameterizedTest
    @MethodSource("ipv6Ranges")
    @Requirement("RS-15")
    void an_ipv6_range_is_refused_by_name_from_its_first_address_to_its_last(StatedRanges.Range range) {
        assertRefusedAs(range, ipv6Address(range.first()));
        assertRefusedAs(range, ipv6Address(range.last()));
        outside(range, StatedRanges.LAST_IPV6)
                .forEach(address -> assertThat(refuses(ipv6Address(address)))
                        .as("%x", address)
                        .isEqualTo(StatedRanges.refusesIpv6(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::",
                "2001:200::",
                "2001:4860:4860::8888",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::",
                "2003::",
                "2606:4700:4700::1111",
                "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
                "2620:4f:8001::",
                "3ffe:ffff:ffff::1",
                "3fff:1000::"
            })
    @Requirement("RS-15")
    void a_public_address_is_allowed(String address) {
        assertThat(PUBLIC_ONLY.judge(InetAddress.ofLiteral(address))).isEqualTo(new Verdict.Allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback 127.0.0.0/8",
        "169.254.169.254, link-local 169.254.0.0/16",
        "255.255.255.255, broadcast 255.255.255.255/32",
        "2001:0:1::1, Teredo 2001::/32",
        "fd00:ec2::254, unique-local fc00::/7",
        "4000::, outside global unicast 2000::/3",
        "2606:4700::5efe:a00:1, ISATAP interface identifier",
    })
    void a_refusal_names_the_narrowest_range(String address, String range) {
        assertThat(PUBLIC_ONLY.judge(InetAddress.ofLiteral(address))).isEqualTo(new Verdict.Refused(range));
    }

    @Test
    @Requirement("RS-15")
    void an_opened_network_is_allowed_and_its_neighbours_stay_refused() {
        var policy = AddressPolicy.opening(List.of("10.1.0.0/16", " 127.0.0.1 ", "", "fd00:1::/32"));
        assertThat(Stream.of("10.1.0.0", "10.1.255.255", "127.0.0.1", "fd00:1::", "fd00:1:ffff::1", "8.8.8.8"))
                .allMatch(address -> policy.judge(InetAddress.ofLiteral(address)) instanceof Verdict.Allowed);
        assertThat(Stream.of("10.0.255.255", "10.2.0.0", "127.0.0.0", "127.0.0.2", "fd00:2::", "fd00:0:ffff::", "::1"))
                .allMatch(address -> policy.judge(InetAddress.ofLiteral(address)) instanceof Verdict.Refused);
    }

    @Test
    void opening_the_mapped_range_does_not_open_the_ipv4_addresses_inside() {
        var policy = AddressPolicy.opening(List.of("::ffff:0:0/96"));
        assertThat(policy.judge(ipv6Address(new BigInteger("ffff7f000001", 16))))
                .isEqualTo(new Verdict.Refused("loopback 127.0.0.0/8"));
        assertThat(policy.judge(ipv6Address(new BigInteger("ffff08080808", 16))))
                .isEqualTo(new Verdict.Allowed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33", "10.0.0/8", "10.1.2.3/8", "010.0.0.0/8", "0x0a.0.0.0/8", "10.*.*.*", "10.0.0.0-9",
                "10.0.0.0/255.0.0.0", "167772160/8", "/8", "*", "localhost", "10.0.0.0 11.0.0.0", "fd00::/129",
                "fd00::1/8", "fe80::%eth0/10", "fe80::1%eth0", "[::1]", "4)+k&C#VzJ4br>0wv%Yp"
            })
    void a_setting_that_is_no_network_is_an_error_that_names_it(String cidr) {
        assertThatThrownBy(() -> AddressPolicy.opening(List.of("10.0.0.0/8", cidr)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(cidr);
    }

    @Provide
    Arbitrary<BigInteger> ipv4() {
        return StatedRanges.ipv4();
    }

    @Provide
    Arbitrary<BigInteger> ipv6() {
        return StatedRanges.ipv6();
    }

    private static List<StatedRanges.Range> ipv4Ranges() {
        return StatedRanges.IPV4;
    }

    private static List<StatedRanges.Range> ipv6Ranges() {
        return StatedRanges.IPV6;
    }

    /** The addresses just before and just after a range, where there are any. */
    private static Stream<BigInteger> outside(StatedRanges.Range range, BigInteger last) {
        return Stream.of(range.first().subtract(BigInteger.ONE), range.last().add(BigInteger.ONE))
                .filter(address -> address.signum() >= 0 && address.compareTo(last) <= 0);
    }

    private static void assertRefusedAs(StatedRanges.Range range, InetAddress address) {
        assertThat(PUBLIC_ONLY.judge(address))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.range()).startsWith(range.name() + " "));
    }

    private static boolean refuses(InetAddress address) {
        return PUBLIC_ONLY.judge(address) instanceof Verdict.Refused;
    }

    private static InetAddress ipv4Address(BigInteger address) {
        try {
            return InetAddress.getByAddress(StatedRanges.bytes(address, 4));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Stays IPv6 where {@link InetAddress#getByAddress} would turn a mapped address into IPv4. */
    private static InetAddress ipv6Address(BigInteger address) {
        try {
            return Inet6Address.getByAddress(null, StatedRanges.bytes(address, 16), -1);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}

package sg.com.aurix.adapters.webhook.guard;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;

/**
 * The address ranges that are not the public Internet.
 *
 * <p>Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190), RFC 5156 for what they have
 * dropped (site-local, IPv4-compatible) and RFC 5214 for ISATAP. Anycast relays and AS112 are globally reachable by the
 * registries, but no webhook listener lives there, so they are refused as well. Of IPv6 only 2000::/3 is handed out.
 */
final class SpecialRanges {

    private static final String IPV4 = """
        0.0.0.0/8          this network
        10.0.0.0/8         private
        100.64.0.0/10      carrier-grade NAT
        127.0.0.0/8        loopback
        169.254.0.0/16     link-local
        172.16.0.0/12      private
        192.0.0.0/24       IETF protocol assignments
        192.0.2.0/24       documentation
        192.31.196.0/24    AS112
        192.52.193.0/24    AMT relay
        192.88.99.0/24     6to4 relay
        192.168.0.0/16     private
        192.175.48.0/24    AS112
        198.18.0.0/15      benchmarking
        198.51.100.0/24    documentation
        203.0.113.0/24     documentation
        224.0.0.0/4        multicast
        240.0.0.0/4        reserved
        255.255.255.255/32 broadcast
        """;

    private static final String IPV6 = """
        ::/128             unspecified
        ::1/128            loopback
        ::/96              IPv4-compatible
        ::ffff:0:0/96      IPv4-mapped
        ::ffff:0:0:0/96    IPv4-translated
        64:ff9b::/96       NAT64
        64:ff9b:1::/48     local NAT64
        100::/64           discard-only
        100:0:0:1::/64     dummy prefix
        2001::/23          IETF protocol assignments
        2001::/32          Teredo
        2001:2::/48        benchmarking
        2001:3::/32        AMT relay
        2001:4:112::/48    AS112
        2001:10::/28       ORCHID
        2001:20::/28       ORCHID
        2001:30::/28       drone remote id
        2001:db8::/32      documentation
        2002::/16          6to4
        2620:4f:8000::/48  AS112
        3fff::/20          documentation
        5f00::/16          segment routing
        fc00::/7           unique-local
        fe80::/10          link-local
        fec0::/10          site-local
        ff00::/8           multicast
        """;

    private static final DualIPv4v6AssociativeTries<String> NAMES = new DualIPv4v6AssociativeTries<>();

    private static final IPAddress GLOBAL_UNICAST = new IPAddressString("2000::/3").getAddress();

    static {
        (IPV4 + IPV6).lines().forEach(line -> {
            var cidr = line.substring(0, line.indexOf(' '));
            NAMES.put(
                    new IPAddressString(cidr).getAddress(),
                    line.substring(cidr.length()).strip() + " " + cidr);
        });
    }

    private SpecialRanges() {}

    /** The narrowest special range around the address, as in "loopback 127.0.0.0/8"; empty when the address is public. */
    static Optional<String> nameOf(IPAddress address) {
        var range = NAMES.longestPrefixMatchNode(address);
        if (range != null) {
            return Optional.of(range.getValue());
        }
        if (!address.isIPv6()) {
            return Optional.empty();
        }
        if (!GLOBAL_UNICAST.contains(address)) {
            return Optional.of("outside global unicast 2000::/3");
        }
        return isIsatap(address.toIPv6()) ? Optional.of("ISATAP interface identifier") : Optional.empty();
    }

    /** RFC 5214, 6.1: the interface identifier is 0000:5efe or 0200:5efe and an IPv4 address, under any prefix. */
    private static boolean isIsatap(IPv6Address address) {
        // The two low bits of the first byte (universal, group) carry no address, so both are passed over.
        return (address.getSegment(4).getSegmentValue() & ~0x0300) == 0
                && address.getSegment(5).getSegmentValue() == 0x5efe;
    }
}

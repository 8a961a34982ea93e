package sg.com.aurix.adapters.http.request;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Reads addresses in the notations that proxies and operators write: four decimals, or RFC 4291, and nothing looser. */
final class IpText {
    /** The longest text that can be an address with a zone and a port. */
    private static final int LONGEST = 128;

    private static final IPAddressStringParameters ADDRESS = parameters(false);
    private static final IPAddressStringParameters BLOCK = parameters(true);

    private static final IPAddressGenerator OF_BYTES = new IPAddressGenerator();

    private IpText() {}

    private static IPAddressStringParameters parameters(boolean prefix) {
        return new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefix(prefix)
                .allowPrefixOnly(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .getIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .getParentBuilder()
                .toParams();
    }

    /** An address; IPv4 that came wrapped as IPv6 is unwrapped, a zone is dropped. */
    static Optional<IPAddress> address(String written) {
        String stripped = written.strip();
        int zone = stripped.indexOf('%');
        return parse(zone < 0 ? stripped : stripped.substring(0, zone), ADDRESS);
    }

    /** The address of a connection, unwrapped and without a zone as well. */
    static IPAddress address(InetAddress connected) {
        return unwrapped(OF_BYTES.from(connected.getAddress()));
    }

    /** A block such as {@code 10.0.0.0/8}, or a single address. */
    static Optional<IPAddress> block(String written) {
        return parse(written.strip(), BLOCK).map(IPAddress::toPrefixBlock);
    }

    private static Optional<IPAddress> parse(String written, IPAddressStringParameters parameters) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        return Optional.ofNullable(new IPAddressString(written, parameters).getAddress())
                .map(IpText::unwrapped);
    }

    private static IPAddress unwrapped(IPAddress address) {
        if (!address.isIPv6()) {
            return address;
        }
        IPv6Address v6 = address.toIPv6();
        return v6.isIPv4Mapped() && !v6.isPrefixed() ? v6.getEmbeddedIPv4Address() : v6;
    }
}

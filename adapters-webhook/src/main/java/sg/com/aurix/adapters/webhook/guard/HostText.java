package sg.com.aurix.adapters.webhook.guard;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy.Verdict;

/** What the text of a host says: a name to look up, or an address in one of its many notations. */
sealed interface HostText {

    /** A host name in lower case without its trailing dot, which certificates and SNI do not know. */
    record Name(String name) implements HostText {

        /** RFC 6761, 6.3: these names mean the machine itself, whatever a name server says. */
        boolean isLocalhost() {
            return name.equals("localhost") || name.endsWith(".localhost");
        }
    }

    /**
     * An address written out.
     *
     * @param readings what different software takes the text for; never empty
     * @param flaw why the text is refused even if all its readings are public
     */
    record Literal(List<IPAddress> readings, Optional<String> flaw) implements HostText {

        Verdict judge(AddressPolicy policy) {
            return readings.stream()
                    .map(policy::judge)
                    .filter(Verdict.Refused.class::isInstance)
                    .findFirst()
                    .or(() -> flaw.map(Verdict.Refused::new))
                    .orElseGet(Verdict.Allowed::new);
        }

        IPAddress address() {
            return readings.getFirst();
        }
    }

    /** Neither a host name of the Internet nor an address. */
    record Malformed() implements HostText {}

    /** Reads a host as it stands in a URL or a socket address, IPv6 with or without brackets. */
    static HostText of(String host) {
        if (host.indexOf(':') >= 0) {
            return ipv6(host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host);
        }
        if (Notation.NUMERIC.matcher(host).matches()) {
            return ipv4(Notation.TRAILING_DOTS.matcher(host).replaceFirst(""));
        }
        var name = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        return name.length() <= 253 && Notation.NAME.matcher(name).matches() ? new Name(name) : new Malformed();
    }

    private static HostText ipv6(String text) {
        var zone = text.indexOf('%');
        var flaw = zone < 0 ? Optional.<String>empty() : Optional.of("zone id, which only one machine understands");
        return Notation.parse(zone < 0 ? text : text.substring(0, zone), Notation.IPV6)
                .<HostText>map(address -> new Literal(List.of(address), flaw))
                .orElseGet(Malformed::new);
    }

    private static HostText ipv4(String text) {
        var octal = Notation.parse(text, Notation.IPV4_OCTAL);
        var decimal = Notation.parse(text, Notation.IPV4_DECIMAL);
        var readings =
                Stream.of(octal, decimal).flatMap(Optional::stream).distinct().toList();
        if (readings.isEmpty()) {
            return new Malformed();
        }
        // C libraries read 010 as 8, others as 10: whoever dials later, no reading may lead inside.
        return new Literal(
                readings, octal.equals(decimal) ? Optional.empty() : Optional.of("IPv4 address with leading zeros"));
    }

    /** The notations of inet_aton and RFC 4291, each read without the library's wildcards, ranges and prefixes. */
    final class Notation {

        /** As in the URL Standard, a host whose last label is a number is an IPv4 address or nothing. */
        private static final Pattern NUMERIC = Pattern.compile("(?:[0-9A-Za-z-]+\\.)*(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.*");

        private static final Pattern TRAILING_DOTS = Pattern.compile("\\.+$");

        /** RFC 1123 labels; the last one begins with a letter, as every top-level domain does. */
        private static final Pattern NAME =
                Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

        private static final IPAddressStringParameters IPV4_OCTAL = ipv4(true);
        private static final IPAddressStringParameters IPV4_DECIMAL = ipv4(false);
        private static final IPAddressStringParameters IPV6 = ipv6();

        private Notation() {}

        private static Optional<IPAddress> parse(String text, IPAddressStringParameters notation) {
            return Optional.ofNullable(new IPAddressString(text, notation).getAddress());
        }

        private static IPAddressStringParameters ipv4(boolean octal) {
            var notation = single().allowIPv6(false).allow_inet_aton(true).allowSingleSegment(true);
            notation.getIPv4AddressParametersBuilder()
                    .allow_inet_aton_octal(octal)
                    .allowBinary(false)
                    .allowLeadingZeros(true)
                    .allowUnlimitedLeadingZeros(true);
            return notation.toParams();
        }

        private static IPAddressStringParameters ipv6() {
            var notation = single().allowIPv4(false).allowSingleSegment(false);
            notation.getIPv6AddressParametersBuilder()
                    .allowMixed(true)
                    .allowBase85(false)
                    .allowZone(false)
                    .allowBinary(false);
            return notation.toParams();
        }

        private static IPAddressStringParameters.Builder single() {
            return new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(false)
                    .allowPrefix(false)
                    .allowPrefixOnly(false)
                    .allowMask(false)
                    .allowWildcardedSeparator(false)
                    .setRangeOptions(RangeParameters.NO_RANGE);
        }
    }
}

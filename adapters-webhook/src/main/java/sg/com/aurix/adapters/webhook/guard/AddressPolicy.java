package sg.com.aurix.adapters.webhook.guard;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.Collection;

/**
 * Decides which addresses webhooks may be sent to: the publicly routable ones and the networks the operator has opened.
 *
 * <p>Immutable and safe to share (RS-15). The ranges come from a prefix table, because the predicates of
 * {@link InetAddress} know nothing of unique-local, carrier-grade NAT, benchmarking, reserved, NAT64, 6to4 or Teredo.
 */
public final class AddressPolicy {

    private static final IPAddressStringParameters CIDR = cidrNotation();

    private final DualIPv4v6Tries opened;

    private AddressPolicy(DualIPv4v6Tries opened) {
        this.opened = opened;
    }

    /** The policy without exceptions: publicly routable addresses only. */
    public static AddressPolicy publicOnly() {
        return new AddressPolicy(new DualIPv4v6Tries());
    }

    /**
     * The policy that also allows some networks although they are special (AURIX_WEBHOOK_ALLOWED_NETWORKS).
     *
     * <p>A network opens exactly its own addresses: 127.0.0.0/8 opens neither ::1 nor ::ffff:127.0.0.1.
     *
     * @param cidrs networks such as 10.1.0.0/16 or fd00:1::/32, or single addresses; blank entries are passed over
     * @throws IllegalArgumentException naming the first entry that is not a network, host bits below its prefix included
     */
    public static AddressPolicy opening(Collection<String> cidrs) {
        var opened = new DualIPv4v6Tries();
        cidrs.stream().map(String::strip).filter(cidr -> !cidr.isEmpty()).forEach(cidr -> opened.add(network(cidr)));
        return new AddressPolicy(opened);
    }

    /** Judges an address as it would be dialled; a name or a scope that it carries plays no part. */
    public Verdict judge(InetAddress address) {
        var bytes = address.getAddress();
        return judge(bytes.length == IPv4Address.BYTE_COUNT ? new IPv4Address(bytes) : new IPv6Address(bytes));
    }

    Verdict judge(IPAddress address) {
        if (!opened.elementContains(address)) {
            return SpecialRanges.nameOf(address)
                    .<Verdict>map(Verdict.Refused::new)
                    .orElseGet(Verdict.Allowed::new);
        }
        // Java dials ::ffff:a.b.c.d as a.b.c.d, so opening the mapped range alone must not open all of IPv4.
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? judge(address.toIPv6().getEmbeddedIPv4Address())
                : new Verdict.Allowed();
    }

    private static IPAddress network(String cidr) {
        try {
            var network = new IPAddressString(cidr, CIDR).toAddress();
            if (network != null && (!network.isPrefixed() || network.isPrefixBlock())) {
                return network;
            }
        } catch (AddressStringException e) {
            throw new IllegalArgumentException("not a network in CIDR notation: " + cidr, e);
        }
        throw new IllegalArgumentException("not a network in CIDR notation (bits set below its prefix): " + cidr);
    }

    private static IPAddressStringParameters cidrNotation() {
        // A setting is read strictly: what two readers could take differently is a mistake, not a network.
        var cidr = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowSingleSegment(false)
                .allowWildcardedSeparator(false)
                .allow_inet_aton(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        cidr.getIPv4AddressParametersBuilder().allowLeadingZeros(false).allowBinary(false);
        cidr.getIPv6AddressParametersBuilder()
                .allowBase85(false)
                .allowZone(false)
                .allowBinary(false);
        return cidr.toParams();
    }

    /** What the policy says of an address. */
    public sealed interface Verdict {

        /** The address may be dialled. */
        record Allowed() implements Verdict {}

        /**
         * The address must not be dialled.
         *
         * @param range the range that forbids it, as in "loopback 127.0.0.0/8", or what is wrong with its notation
         */
        record Refused(String range) implements Verdict {}
    }
}

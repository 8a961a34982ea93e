package sg.com.aurix.adapters.webhook.guard;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * The refused ranges stated a second time, independently of the product: first and last address as plain numbers, compared by
 * arithmetic, without the library and the prefix notation that the product relies on.
 */
final class StatedRanges {

    /** A range of addresses, both ends included. */
    record Range(String name, BigInteger first, BigInteger last) {

        boolean contains(BigInteger address) {
            return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
        }

        Arbitrary<BigInteger> addresses() {
            return Arbitraries.bigIntegers().between(first, last);
        }

        @Override
        public String toString() {
            return name + " " + first.toString(16) + "-" + last.toString(16);
        }
    }

    static final BigInteger LAST_IPV4 = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    static final BigInteger LAST_IPV6 = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

    static final List<Range> IPV4 = List.of(
            range("this network", "00000000", "00ffffff"),
            range("private", "0a000000", "0affffff"),
            range("carrier-grade NAT", "64400000", "647fffff"),
            range("loopback", "7f000000", "7fffffff"),
            range("link-local", "a9fe0000", "a9feffff"),
            range("private", "ac100000", "ac1fffff"),
            range("IETF protocol assignments", "c0000000", "c00000ff"),
            range("documentation", "c0000200", "c00002ff"),
            range("AS112", "c01fc400", "c01fc4ff"),
            range("AMT relay", "c034c100", "c034c1ff"),
            range("6to4 relay", "c0586300", "c05863ff"),
            range("private", "c0a80000", "c0a8ffff"),
            range("AS112", "c0af3000", "c0af30ff"),
            range("benchmarking", "c6120000", "c613ffff"),
            range("documentation", "c6336400", "c63364ff"),
            range("documentation", "cb007100", "cb0071ff"),
            range("multicast", "e0000000", "efffffff"),
            range("reserved", "f0000000", "fffffffe"),
            range("broadcast", "ffffffff", "ffffffff"));

    static final List<Range> IPV6 = List.of(
            range("unspecified", "0", "0"),
            range("loopback", "1", "1"),
            range("IPv4-compatible", "2", "ffffffff"),
            range("IPv4-mapped", "ffff00000000", "ffffffffffff"),
            range("IPv4-translated", "ffff000000000000", "ffff0000ffffffff"),
            range("NAT64", "0064ff9b000000000000000000000000", "0064ff9b0000000000000000ffffffff"),
            range("local NAT64", "0064ff9b000100000000000000000000", "0064ff9b0001ffffffffffffffffffff"),
            range("discard-only", "01000000000000000000000000000000", "0100000000000000ffffffffffffffff"),
            range("dummy prefix", "01000000000000010000000000000000", "0100000000000001ffffffffffffffff"),
            range("Teredo", "20010000000000000000000000000000", "20010000ffffffffffffffffffffffff"),
            range("IETF protocol assignments", "20010001000000000000000000000000", "20010001ffffffffffffffffffffffff"),
            range("benchmarking", "20010002000000000000000000000000", "200100020000ffffffffffffffffffff"),
            range("IETF protocol assignments", "20010002000100000000000000000000", "20010002ffffffffffffffffffffffff"),
            range("AMT relay", "20010003000000000000000000000000", "20010003ffffffffffffffffffffffff"),
            range("AS112", "20010004011200000000000000000000", "200100040112ffffffffffffffffffff"),
            range("ORCHID", "20010010000000000000000000000000", "2001001fffffffffffffffffffffffff"),
            range("ORCHID", "20010020000000000000000000000000", "2001002fffffffffffffffffffffffff"),
            range("drone remote id", "20010030000000000000000000000000", "2001003fffffffffffffffffffffffff"),
            range("IETF protocol assignments", "20010040000000000000000000000000", "200101ffffffffffffffffffffffffff"),
            range("documentation", "20010db8000000000000000000000000", "20010db8ffffffffffffffffffffffff"),
            range("6to4", "20020000000000000000000000000000", "2002ffffffffffffffffffffffffffff"),
            range("AS112", "2620004f800000000000000000000000", "2620004f8000ffffffffffffffffffff"),
            range("documentation", "3fff0000000000000000000000000000", "3fff0fffffffffffffffffffffffffff"),
            range("outside global unicast", "40000000000000000000000000000000", "5effffffffffffffffffffffffffffff"),
            range("segment routing", "5f000000000000000000000000000000", "5f00ffffffffffffffffffffffffffff"),
            range("unique-local", "fc000000000000000000000000000000", "fdffffffffffffffffffffffffffffff"),
            range("link-local", "fe800000000000000000000000000000", "febfffffffffffffffffffffffffffff"),
            range("site-local", "fec00000000000000000000000000000", "feffffffffffffffffffffffffffffff"),
            range("multicast", "ff000000000000000000000000000000", "ffffffffffffffffffffffffffffffff"));

    private static final Range IETF_ASSIGNMENTS =
            range("2001::/23", "20010000000000000000000000000000", "200101ffffffffffffffffffffffffff");

    private StatedRanges() {}

    static boolean refusesIpv4(BigInteger address) {
        return IPV4.stream().anyMatch(range -> range.contains(address));
    }

    static boolean refusesIpv6(BigInteger address) {
        var outsideGlobalUnicast = address.shiftRight(125).intValue() != 0b001;
        var isatap = address.shiftRight(32).intValue() & 0xfcff_ffff;
        return outsideGlobalUnicast
                || isatap == 0x0000_5efe
                || IETF_ASSIGNMENTS.contains(address)
                || IPV6.stream().anyMatch(range -> range.contains(address));
    }

    /** Addresses in every refused IPv4 range alike, beside them and anywhere. */
    static Arbitrary<BigInteger> ipv4() {
        return Arbitraries.oneOf(inside(IPV4), Arbitraries.bigIntegers().between(BigInteger.ZERO, LAST_IPV4));
    }

    /** Addresses in every refused IPv6 range alike, beside them, in global unicast, ISATAP and anywhere. */
    static Arbitrary<BigInteger> ipv6() {
        var global = Arbitraries.bigIntegers()
                .between(
                        BigInteger.ONE.shiftLeft(125),
                        BigInteger.ONE.shiftLeft(126).subtract(BigInteger.ONE));
        var isatap = global.flatMap(address -> Arbitraries.of(0x0000_5efeL, 0x0100_5efeL, 0x0200_5efeL, 0x0300_5efeL)
                .map(middle -> withIsatap(address, middle)));
        return Arbitraries.oneOf(
                inside(IPV6), global, isatap, Arbitraries.bigIntegers().between(BigInteger.ZERO, LAST_IPV6));
    }

    static BigInteger withIsatap(BigInteger address, long middle) {
        var mask = LAST_IPV4.shiftLeft(32);
        return address.andNot(mask).or(BigInteger.valueOf(middle).shiftLeft(32));
    }

    static byte[] bytes(BigInteger address, int length) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[length - 1 - i] = address.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static Arbitrary<BigInteger> inside(List<Range> ranges) {
        return Arbitraries.of(ranges).flatMap(Range::addresses);
    }

    private static Range range(String name, String first, String last) {
        return new Range(name, new BigInteger(first, 16), new BigInteger(last, 16));
    }
}

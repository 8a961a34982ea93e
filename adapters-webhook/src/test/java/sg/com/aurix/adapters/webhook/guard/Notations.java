package sg.com.aurix.adapters.webhook.guard;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes addresses in every notation that some resolver, browser or C library understands. */
final class Notations {

    private Notations() {}

    /** IPv4 notations that everybody reads alike. */
    static List<String> plain(BigInteger ipv4) {
        var a = ipv4.longValueExact();
        var dotted = dotted(a);
        return List.of(
                dotted,
                dotted + ".",
                parts(a, "0x%x.0x%x.0x%x.0x%x"),
                parts(a, "0X%X.0X%X.0X%X.0X%X"),
                parts(a, "0x%02x.%d.0x%04x.%d"),
                "%d.%d.%d".formatted(a >> 24, a >> 16 & 0xff, a & 0xffff),
                "%d.%d".formatted(a >> 24, a & 0xff_ffff),
                "0x%x.%d.".formatted(a >> 24, a & 0xff_ffff),
                "%d.0x%x".formatted(a >> 24, a & 0xff_ffff),
                "%d".formatted(a),
                "%d.".formatted(a),
                "0x%x".formatted(a),
                "0X%08X".formatted(a),
                "0x000000%08x".formatted(a));
    }

    /** IPv4 notations with leading zeros, octal to one reader and decimal to another. */
    static List<String> zeroLed(BigInteger ipv4) {
        var a = ipv4.longValueExact();
        return List.of(
                parts(a, "0%o.0%o.0%o.0%o"),
                parts(a, "%04o.%04o.%04o.%04o") + ".",
                parts(a, "0%o.%d.%d.%d"),
                parts(a, "0x%x.0%o.%d.0%o"),
                parts(a, "%03d.%03d.%03d.%03d"),
                parts(a, "000%d.%d.%d.%d"),
                "0%o.0%o.0%o".formatted(a >> 24, a >> 16 & 0xff, a & 0xffff),
                "0%o.0%o".formatted(a >> 24, a & 0xff_ffff),
                "0%o".formatted(a),
                "00000%o".formatted(a));
    }

    /** IPv6 addresses that carry an IPv4 address, none of which is a host of its own. */
    static List<String> carriers(BigInteger ipv4) {
        var a = ipv4.longValueExact();
        var dotted = dotted(a);
        var hex = "%x:%x".formatted(a >> 16, a & 0xffff);
        var inverted = "%x:%x".formatted(~a >> 16 & 0xffff, ~a & 0xffff);
        return List.of(
                "::ffff:" + dotted,
                "::FFFF:" + hex,
                "0:0:0:0:0:ffff:" + dotted,
                "0000:0000:0000:0000:0000:ffff:" + hex,
                "::" + dotted,
                "::" + hex,
                "::ffff:0:" + dotted,
                "::ffff:0:" + hex,
                "64:ff9b::" + dotted,
                "64:ff9b::" + hex,
                "64:ff9b:1::" + dotted,
                "64:ff9b:1:fffe::" + hex,
                "2002:" + hex + "::1",
                "2001:0:4136:e378:8000:63bf:" + inverted,
                "2606:4700::5efe:" + dotted,
                "2606:4700::200:5efe:" + hex);
    }

    /** One IPv6 address, written in the ways of RFC 4291 and RFC 5952. */
    static List<String> ipv6(BigInteger address) {
        var groups = IntStream.rangeClosed(1, 8)
                .map(i -> address.shiftRight(128 - 16 * i).intValue() & 0xffff)
                .boxed()
                .toList();
        var padded = groups.stream().map("%04x"::formatted).collect(Collectors.joining(":"));
        var shortest = groups.stream().map("%x"::formatted).collect(Collectors.joining(":"));
        var mixed = groups.stream().limit(6).map("%x"::formatted).collect(Collectors.joining(":")) + ":"
                + dotted(address.and(StatedRanges.LAST_IPV4).longValueExact());
        var compressed = compressed(groups);
        return Stream.of(padded, shortest, mixed, compressed)
                .flatMap(text -> Stream.of(text, text.toUpperCase(Locale.ROOT)))
                .toList();
    }

    static String dotted(long ipv4) {
        return parts(ipv4, "%d.%d.%d.%d");
    }

    /** The first run of zero groups, also a run of one, becomes "::". */
    private static String compressed(List<Integer> groups) {
        var start = groups.indexOf(0);
        if (start < 0) {
            return groups.stream().map("%x"::formatted).collect(Collectors.joining(":"));
        }
        var end = start;
        while (end < 8 && groups.get(end) == 0) {
            end++;
        }
        var head = groups.subList(0, start).stream().map("%x"::formatted).collect(Collectors.joining(":"));
        var tail = groups.subList(end, 8).stream().map("%x"::formatted).collect(Collectors.joining(":"));
        return head + "::" + tail;
    }

    private static String parts(long a, String format) {
        return format.formatted(a >> 24 & 0xff, a >> 16 & 0xff, a >> 8 & 0xff, a & 0xff);
    }
}

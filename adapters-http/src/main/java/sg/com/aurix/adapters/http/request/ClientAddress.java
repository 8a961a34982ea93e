package sg.com.aurix.adapters.http.request;

import inet.ipaddr.IPAddress;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.HttpSettings;

/** Tells from which address a visitor comes. */
@Singleton
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxies trusted;

    ClientAddress(HttpSettings settings) {
        this.trusted = settings.trustedProxies();
    }

    /**
     * The visitor's address in canonical text form: IPv6 as in RFC 5952, IPv4 that came wrapped in IPv6 as IPv4.
     *
     * <p>Begins with whoever opened the connection and, as long as that is a trusted proxy, goes on to the address that it says it
     * forwards for: from the right of {@code X-Forwarded-For}, since everything further left may be made up (RS-24).
     */
    public Optional<String> of(HttpRequest<?> request) {
        Optional<IPAddress> peer = peer(request);
        if (peer.isEmpty()) {
            return Optional.empty();
        }
        IPAddress visitor = peer.get();
        Deque<String> forwarded = forwarded(request);
        while (trusted.include(visitor) && !forwarded.isEmpty()) {
            Optional<IPAddress> before = IpText.address(withoutPort(forwarded.removeLast()));
            if (before.isEmpty()) {
                break;
            }
            visitor = before.get();
        }
        return Optional.of(visitor.toCanonicalString());
    }

    /** Whether the request was handed to us by a trusted proxy, so that its X-Forwarded headers count. */
    boolean isFromTrustedProxy(HttpRequest<?> request) {
        return peer(request).filter(trusted::include).isPresent();
    }

    private static Optional<IPAddress> peer(HttpRequest<?> request) {
        @Nullable InetAddress address = request.getRemoteAddress().getAddress();
        return Optional.ofNullable(address).map(IpText::address);
    }

    private static Deque<String> forwarded(HttpRequest<?> request) {
        Deque<String> addresses = new ArrayDeque<>();
        for (String line : request.getHeaders().getAll(FORWARDED_FOR)) {
            for (String address : line.split(",", -1)) {
                addresses.addLast(address.strip());
            }
        }
        return addresses;
    }

    /** Some proxies add the port: {@code 203.0.113.7:4711}, {@code [2001:db8::7]:4711}. */
    private static String withoutPort(String address) {
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            return end < 0 ? address : address.substring(1, end);
        }
        int colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }
}

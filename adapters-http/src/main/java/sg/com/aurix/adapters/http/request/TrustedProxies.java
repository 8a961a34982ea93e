package sg.com.aurix.adapters.http.request;

import inet.ipaddr.IPAddress;
import java.util.List;
import sg.com.aurix.domain.InvalidValueException;

/** The proxies that the operator put in front of this server: what they say of a request's origin counts (RS-24). */
public final class TrustedProxies {
    /** None: every request comes from whoever opened the connection. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<IPAddress> blocks;

    private TrustedProxies(List<IPAddress> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Reads addresses and CIDR blocks, such as {@code 10.0.0.0/8} and {@code ::1}.
     *
     * @throws InvalidValueException if one of them is neither
     */
    public static TrustedProxies of(List<String> written) {
        return new TrustedProxies(written.stream()
                .map(block -> IpText.block(block)
                        .orElseThrow(() -> new InvalidValueException(
                                "must be IP addresses or CIDR blocks such as 10.0.0.0/8, separated by commas")))
                .toList());
    }

    boolean include(IPAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    @Override
    public String toString() {
        return "TrustedProxies" + blocks;
    }
}

package sg.com.aurix.adapters.webhook.guard;

import java.io.IOException;

/** A dial was given up before any packet was sent, because an address of its host is refused (RS-15). */
public final class AddressRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String host;
    private final String range;

    /**
     * Names the host and the range, never the address itself: it may be the operator's own.
     *
     * @param host the host as it was to be dialled
     * @param range the range that forbids it, as in "loopback 127.0.0.0/8"
     */
    public AddressRefusedException(String host, String range) {
        super("refused to connect to " + host + ": not publicly reachable (" + range + ")");
        this.host = host;
        this.range = range;
    }

    /** The host as it was to be dialled. */
    public String host() {
        return host;
    }

    /** The range that forbids it, as in "loopback 127.0.0.0/8". */
    public String range() {
        return range;
    }
}

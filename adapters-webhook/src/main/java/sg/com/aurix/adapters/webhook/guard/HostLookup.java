package sg.com.aurix.adapters.webhook.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host name; may block for as long as the name servers take. */
@FunctionalInterface
public interface HostLookup {

    /**
     * All addresses of the name, preferred first.
     *
     * @param host a host name, never an address written out
     * @throws UnknownHostException when the name has no address or cannot be looked up now
     */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The system's own look-up; the JVM may answer from its cache (networkaddress.cache.ttl). */
    static HostLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}

package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where this server reaches itself: what callers say of its name does not count. */
@Singleton
@Requires(beans = DemoSettings.class)
final class OwnAddress {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String LOOPBACK_6 = "[::1]";

    private final Optional<String> listensOn;
    private final BeanProvider<EmbeddedServer> server;

    OwnAddress(HttpServerConfiguration configuration, BeanProvider<EmbeddedServer> server) {
        this.listensOn = configuration.getHost();
        this.server = server;
    }

    /** The address of a path of this server, which begins with a slash. */
    URI of(String path) {
        // A server that is told of no address listens on all.
        String host = listensOn.map(OwnAddress::reachable).orElse(LOOPBACK);
        return URI.create("http://" + host + ":" + server.get().getPort() + path);
    }

    /** By which host of a URL a server is reached from its own machine. */
    static String reachable(String listensOn) {
        String host = listensOn.contains(":") && !listensOn.startsWith("[") ? "[" + listensOn + "]" : listensOn;
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                return LOOPBACK;
            }
            if (address.isLoopbackAddress()) {
                return address instanceof Inet6Address ? LOOPBACK_6 : address.getHostAddress();
            }
            return host;
        } catch (UnknownHostException e) {
            // The server has found it, so its clients may too.
            return host;
        }
    }
}

package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.HttpSettings;

/** Makes absolute addresses of this server, as the caller reaches it. */
@Singleton
public final class PublicUrl {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private final Optional<String> set;
    private final ClientAddress clientAddress;

    PublicUrl(HttpSettings settings, ClientAddress clientAddress) {
        this.set = settings.publicUrl().map(URI::toString).map(PublicUrl::withoutLastSlash);
        this.clientAddress = clientAddress;
    }

    /**
     * The absolute address of a path of this server.
     *
     * <p>It begins with what the operator set; else with what the request says, {@code X-Forwarded-Proto} and {@code -Host} counting
     * only from trusted proxies.
     *
     * @param pathAndQuery begins with a slash
     */
    public String of(HttpRequest<?> request, String pathAndQuery) {
        return set.orElseGet(() -> scheme(request) + "://" + host(request)) + pathAndQuery;
    }

    private String scheme(HttpRequest<?> request) {
        return forwarded(request, "X-Forwarded-Proto")
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .filter(scheme -> scheme.equals("http") || scheme.equals("https"))
                .orElse(request.isSecure() ? "https" : "http");
    }

    private String host(HttpRequest<?> request) {
        return forwarded(request, "X-Forwarded-Host")
                .or(() -> Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST)))
                .filter(host -> HOST_AND_PORT.matcher(host).matches())
                .orElseGet(() -> local(request.getServerAddress()));
    }

    /** The last value: the one that the proxy next to us put there. */
    private Optional<String> forwarded(HttpRequest<?> request, String header) {
        List<String> lines = request.getHeaders().getAll(header);
        if (lines.isEmpty() || !clientAddress.isFromTrustedProxy(request)) {
            return Optional.empty();
        }
        String last = lines.get(lines.size() - 1);
        return Optional.of(last.substring(last.lastIndexOf(',') + 1).strip());
    }

    private static String local(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static String withoutLastSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}

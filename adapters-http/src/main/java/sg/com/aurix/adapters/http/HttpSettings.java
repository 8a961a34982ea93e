package sg.com.aurix.adapters.http;

import java.net.URI;
import java.util.Optional;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.domain.InvalidValueException;

/**
 * What the operator sets for the HTTP surfaces; bootstrap provides it.
 *
 * @param trustedProxies whose word about the visitor's address counts (RS-24)
 * @param publicUrl the address under which callers reach this server, such as {@code https://cdp.example.com}; where it is not set,
 *     what each request says
 */
public record HttpSettings(TrustedProxies trustedProxies, Optional<URI> publicUrl, AdminToken adminToken) {
    public HttpSettings {
        if (publicUrl.filter(url -> !isBase(url)).isPresent()) {
            throw new InvalidValueException("must be an http or https URL with a host and without query and fragment");
        }
    }

    private static boolean isBase(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}

package sg.com.aurix.domain.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.TextRule;

/**
 * Where a partner's listener is: an absolute http or https address with a host.
 *
 * <p>Whether it may be dialled (https only, publicly routable) is the operator's decision, asked of the port
 * {@code WebhookSender} at registration and again at every delivery (RS-15).
 *
 * @param value at most 2048 characters
 */
public record WebhookUrl(String value) {
    private static final TextRule TEXT = TextRule.line(2048);

    public WebhookUrl {
        TEXT.check(value);
        if (!isHttpWithHost(value)) {
            throw new InvalidValueException("must be an absolute http or https URL with a host");
        }
    }

    private static boolean isHttpWithHost(String value) {
        try {
            URI uri = new URI(value);
            String scheme = uri.getScheme();
            return uri.getHost() != null && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The address as a URI. */
    public URI uri() {
        return URI.create(value);
    }

    /** The scheme and host alone: paths and queries of listeners often carry tokens (RS-19). */
    @Override
    public String toString() {
        URI uri = uri();
        return uri.getScheme() + "://" + uri.getHost() + "/***";
    }
}

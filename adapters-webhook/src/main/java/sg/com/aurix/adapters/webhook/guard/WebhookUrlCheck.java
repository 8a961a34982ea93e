package sg.com.aurix.adapters.webhook.guard;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy.Verdict;

/**
 * Checks a webhook URL as a partner registers it (RS-15).
 *
 * <p>Addresses written out are judged here in every notation. Names are not looked up: the answer would say nothing about
 * the moment of delivery, a listener may be registered before its name exists, and a look-up would let callers probe the
 * operator's name servers. Names are judged by {@link VettedAddressResolverGroup} at each dial; only localhost is known now.
 */
public final class WebhookUrlCheck {

    private static final int MAX_LENGTH = 2048;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e&&[^\\\\]]+");
    private static final Pattern PARTS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)(#.*)?");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::([^:]*))?");
    private static final Pattern PORT = Pattern.compile("0*([1-9][0-9]{0,4})");

    private final AddressPolicy policy;
    private final boolean plainHttpAllowed;

    /**
     * A check by the policy that the outbound client obeys.
     *
     * @param plainHttpAllowed whether the operator lets partners register http URLs too
     */
    public WebhookUrlCheck(AddressPolicy policy, boolean plainHttpAllowed) {
        this.policy = policy;
        this.plainHttpAllowed = plainHttpAllowed;
    }

    /** Checks the text of a URL: absolute, printable ASCII, at most 2048 characters, port 1..65535 where it has one. */
    public Outcome check(String url) {
        if (url.length() > MAX_LENGTH) {
            return new Outcome.Refused("must have at most " + MAX_LENGTH + " characters");
        }
        if (!PRINTABLE.matcher(url).matches()) {
            return new Outcome.Refused(
                    "must be printable ASCII without spaces or backslashes; percent-encode other characters");
        }
        var parts = PARTS.matcher(url);
        if (!parts.matches()) {
            return new Outcome.Refused("must be an absolute URL such as https://example.com/webhooks");
        }
        var scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(plainHttpAllowed && scheme.equals("http"))) {
            return new Outcome.Refused("must start with https://" + (plainHttpAllowed ? " or http://" : ""));
        }
        if (parts.group(2).indexOf('@') >= 0) {
            return new Outcome.Refused("must not contain a user name or password");
        }
        if (parts.group(4) != null) {
            return new Outcome.Refused("must not contain a fragment (#)");
        }
        return withAuthority(scheme, parts.group(2), parts.group(3));
    }

    private Outcome withAuthority(String scheme, String authority, String rest) {
        var hostAndPort = HOST_AND_PORT.matcher(authority);
        if (!hostAndPort.matches()) {
            return noHost();
        }
        var port = Optional.ofNullable(hostAndPort.group(2)).map(WebhookUrlCheck::port);
        if (port.filter(number -> number < 1 || number > 65_535).isPresent()) {
            return new Outcome.Refused("must have a port from 1 to 65535, or none");
        }
        var suffix = port.map(number -> ":" + number).orElse("") + rest;
        return switch (HostText.of(hostAndPort.group(1))) {
            case HostText.Malformed() -> noHost();
            case HostText.Name name
            when name.isLocalhost() && loopback() instanceof Verdict.Refused(var range) -> refused(range);
            case HostText.Name(var name) -> accepted(scheme, name, suffix);
            case HostText.Literal literal ->
                switch (literal.judge(policy)) {
                    case Verdict.Refused(var range) -> refused(range);
                    case Verdict.Allowed() -> {
                        var address = literal.address().toCanonicalString();
                        yield accepted(scheme, literal.address().isIPv6() ? "[" + address + "]" : address, suffix);
                    }
                };
        };
    }

    private static Outcome accepted(String scheme, String host, String suffix) {
        try {
            var uri = new URI(scheme + "://" + host + suffix);
            // A second opinion: the client reads the URL with this parser, and both must see the same host.
            return host.equals(uri.getHost()) ? new Outcome.Accepted(uri) : noHost();
        } catch (URISyntaxException e) {
            return new Outcome.Refused("must be a valid URL; percent-encode special characters");
        }
    }

    /** Allowed when either loopback address is, so that localhost works wherever it can. */
    private Verdict loopback() {
        var verdicts =
                List.of(policy.judge(InetAddress.ofLiteral("127.0.0.1")), policy.judge(InetAddress.ofLiteral("::1")));
        return verdicts.stream()
                .filter(Verdict.Allowed.class::isInstance)
                .findFirst()
                .orElse(verdicts.getFirst());
    }

    private static int port(String text) {
        var digits = PORT.matcher(text);
        return digits.matches() ? Integer.parseInt(digits.group(1)) : -1;
    }

    private static Outcome noHost() {
        return new Outcome.Refused("must name a host such as example.com");
    }

    private static Outcome refused(String range) {
        return new Outcome.Refused("must lead to a publicly reachable host; its host is refused (" + range + ")");
    }

    /** What came of a check. */
    public sealed interface Outcome {

        /**
         * The URL may be registered.
         *
         * @param url as given, but with scheme and host in their canonical form: lower case, no trailing dot, addresses in
         *     dotted decimal or RFC 5952
         */
        record Accepted(URI url) implements Outcome {}

        /**
         * The URL may not be registered.
         *
         * @param reason what to do about it, as in "must start with https://"; never repeats the URL, which may hold secrets
         */
        record Refused(String reason) implements Outcome {

            /** The reason as a sentence of its own, as in "url: must start with https://". */
            public String sentence() {
                return "url: " + reason;
            }
        }
    }
}

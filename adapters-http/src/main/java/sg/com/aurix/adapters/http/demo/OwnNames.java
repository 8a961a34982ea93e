package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.adapters.http.error.ApiException;

/**
 * Keeps the demo, which tells its partner's key, from websites that have their own name lead to this machine (DNS rebinding): it is
 * shown to who calls it by an address, by a name without a dot such as {@code localhost}, or by the name that the operator set.
 */
@ServerFilter({"/demo", "/demo/**"})
@Requires(beans = DemoSettings.class)
final class OwnNames {
    private static final Pattern ADDRESS_OR_LOCAL_NAME = Pattern.compile(
            "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]|[a-z0-9_-]+|(?:[a-z0-9_-]+\\.)+localhost)(?::[0-9]+)?");

    private final Optional<String> set;

    OwnNames(HttpSettings settings) {
        this.set = settings.publicUrl().map(URI::getRawAuthority);
    }

    @RequestFilter
    void refuseForeignNames(HttpRequest<?> request) {
        String host = Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!ADDRESS_OR_LOCAL_NAME.matcher(host).matches()
                && !set.map(name -> name.toLowerCase(Locale.ROOT)).equals(Optional.of(host))) {
            throw ApiException.of(
                    HttpStatus.FORBIDDEN,
                    "The demo is shown under this server's address, localhost, or the name in AURIX_PUBLIC_URL.");
        }
    }
}

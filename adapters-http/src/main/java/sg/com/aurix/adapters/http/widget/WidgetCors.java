package sg.com.aurix.adapters.http.widget;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.cors.CorsFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of every website call the widget's surface and read its answers, errors included, without credentials.
 *
 * <p>In the place of Micronaut's own filter, which answers 403 to every page of another origin as long as the server is reached as
 * localhost: the sandbox would work for no website. All other surfaces stay closed to other origins, because no answer of theirs
 * allows one, and their credentials are headers that a browser does not send by itself.
 */
@ServerFilter("/widget/**")
@Replaces(CorsFilter.class)
final class WidgetCors {
    private static final String EVERY_ORIGIN = "*";
    private static final String ONE_DAY = "86400";

    @RequestFilter
    @Nullable
    HttpResponse<?> answerPreflight(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.OPTIONS) {
            return null;
        }
        // An answer of a request filter never comes to the response filter below.
        return HttpResponse.noContent()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_ORIGIN)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaders.CONTENT_TYPE)
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ONE_DAY);
    }

    @ResponseFilter
    void allowEveryOrigin(MutableHttpResponse<?> response) {
        response.getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_ORIGIN);
    }
}

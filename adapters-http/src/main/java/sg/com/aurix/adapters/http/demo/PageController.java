package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.error.ApiException;

/** Shows the demo's two pages and the files they are made of, which load nothing from anywhere else. */
@Controller("/demo")
@Produces(MediaType.ALL) // a browser asks for any type
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = DemoSettings.class)
final class PageController {
    private static final String FOLDER = "/demo/";
    private static final String WIDGET_TOKEN = "{{widget_token}}";
    private static final String HTML = "text/html; charset=utf-8";

    /** What the pages are made of, by the end of the name; pages themselves are not asked for by the name of a file. */
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** The shop is a frame within the demo's page; nothing else may frame either, or be loaded by them. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final String widgetToken;

    PageController(DemoSettings settings) {
        // Of characters that mean nothing to HTML.
        this.widgetToken = settings.channel().widgetToken().value();
    }

    @Get
    HttpResponse<?> demo() {
        return answer(page("index.html"), HTML);
    }

    /** The website with the widget. */
    @Get("/shop")
    HttpResponse<?> shop() {
        String page = new String(page("shop.html"), StandardCharsets.UTF_8).replace(WIDGET_TOKEN, widgetToken);
        return answer(page.getBytes(StandardCharsets.UTF_8), HTML);
    }

    @Get("/{file:[a-z0-9-]+[.][a-z0-9]+}")
    HttpResponse<?> file(@PathVariable String file) {
        @Nullable String type = TYPES.get(file.substring(file.indexOf('.') + 1));
        Optional<byte[]> content = type == null ? Optional.empty() : read(file);
        if (type == null || content.isEmpty()) {
            throw ApiException.of(HttpStatus.NOT_FOUND, "The demo has no file of this name: open /demo.");
        }
        return answer(content.get(), type);
    }

    private static HttpResponse<?> answer(byte[] content, String type) {
        return HttpResponse.ok(content)
                .contentType(MediaType.of(type))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static byte[] page(String name) {
        return read(name).orElseThrow(() -> new IllegalStateException("the demo's page is not in the jar: " + name));
    }

    private static Optional<byte[]> read(String name) {
        try (@Nullable InputStream stream = PageController.class.getResourceAsStream(FOLDER + name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's files cannot be read", e);
        }
    }
}

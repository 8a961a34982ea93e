package sg.com.aurix.adapters.http.openapi;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Shows the OpenAPI document. */
@Controller("/openapi")
@Produces(MediaType.ALL) // there is one form of it
final class OpenApiController {
    private static final String DOCUMENT = "/openapi/openapi.yaml";
    private static final String YAML = "application/yaml"; // RFC 9512

    private final byte[] document = read();

    @Get
    HttpResponse<byte[]> document() {
        return HttpResponse.ok(document).contentType(YAML);
    }

    private static byte[] read() {
        try (@Nullable InputStream stream = OpenApiController.class.getResourceAsStream(DOCUMENT)) {
            if (stream == null) {
                throw new IllegalStateException("the OpenAPI document is not in the jar");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the OpenAPI document cannot be read", e);
        }
    }
}

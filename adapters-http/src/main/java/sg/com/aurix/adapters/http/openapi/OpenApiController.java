package sg.com.aurix.adapters.http.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the OpenAPI document: as JSON, which every reader of YAML reads as well, and as it was written to who asks for YAML. */
@Controller("/openapi")
@Produces(MediaType.ALL) // whatever else is asked for, JSON is the answer
final class OpenApiController {
    private static final String DOCUMENT = "/openapi/openapi.yaml";
    private static final String YAML = "application/yaml"; // RFC 9512

    private final byte[] yaml;
    private final byte[] json;

    OpenApiController() {
        try {
            yaml = read();
            json = new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("the OpenAPI document cannot be read", e);
        }
    }

    @Get
    HttpResponse<byte[]> document(HttpRequest<?> request) {
        boolean inYaml = request.getHeaders().getAll(HttpHeaders.ACCEPT).stream()
                .anyMatch(accepted -> accepted.toLowerCase(Locale.ROOT).contains("yaml"));
        return inYaml
                ? HttpResponse.ok(yaml).contentType(YAML)
                : HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON);
    }

    private static byte[] read() throws IOException {
        try (@Nullable InputStream stream = OpenApiController.class.getResourceAsStream(DOCUMENT)) {
            if (stream == null) {
                throw new IllegalStateException("the OpenAPI document is not in the jar");
            }
            return stream.readAllBytes();
        }
    }
}

package sg.com.aurix.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestServer;

final class OpenApiControllerTest {
    private final String written = written();

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html"})
    void everybody_gets_the_document_in_json(String accept) throws IOException {
        Answer answer =
                TestServer.shared().get("/openapi").header("Accept", accept).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/json");
        JsonNode document = answer.json();
        assertThat(document).isEqualTo(new YAMLMapper().readTree(written));
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
    }

    @Test
    void whoever_asks_for_yaml_gets_the_document_as_it_was_written() {
        Answer answer = TestServer.shared()
                .get("/openapi")
                .header("Accept", "application/yaml")
                .send();

        assertThat(answer.header("content-type")).hasValue("application/yaml");
        assertThat(answer.text()).isEqualTo(written);
    }

    private static String written() {
        try (InputStream document = Objects.requireNonNull(
                OpenApiControllerTest.class.getResourceAsStream("/openapi/openapi.yaml"), "openapi.yaml")) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

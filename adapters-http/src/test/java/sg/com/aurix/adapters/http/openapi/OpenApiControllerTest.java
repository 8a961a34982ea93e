package sg.com.aurix.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestServer;

final class OpenApiControllerTest {
    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html", "application/yaml"})
    void everybody_gets_the_document_as_it_stands(String accept) throws IOException {
        Answer answer =
                TestServer.shared().get("/openapi").header("Accept", accept).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).hasValue("application/yaml");
        try (InputStream document =
                Objects.requireNonNull(getClass().getResourceAsStream("/openapi/openapi.yaml"), "openapi.yaml")) {
            assertThat(answer.text()).isEqualTo(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

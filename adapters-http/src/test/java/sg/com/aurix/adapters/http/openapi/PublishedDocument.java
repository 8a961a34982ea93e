package sg.com.aurix.adapters.http.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document, and what in a value is not as one of its schemas describes it. */
final class PublishedDocument {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** All of it. */
    static final JsonNode ROOT = read();

    private static final String ID = "https://document.example/openapi";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            registry -> registry.schemas(Map.of(ID, ROOT.toString()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private PublishedDocument() {}

    /** @param schema where in the document the schema stands, as a JSON pointer */
    static List<Error> problems(String schema, JsonNode value) {
        return SCHEMAS.getSchema(SchemaLocation.of(ID + "#" + schema)).validate(value);
    }

    /** What the node refers to, or itself. */
    static JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? ROOT.at(reference.asString().substring(1)) : node;
    }

    static JsonNode parse(String json) {
        return YAML.readTree(json);
    }

    private static JsonNode read() {
        try (InputStream document = PublishedDocument.class.getResourceAsStream("/openapi/openapi.yaml")) {
            return YAML.readTree(Objects.requireNonNull(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

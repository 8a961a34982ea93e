package sg.com.aurix.adapters.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.application.contract.Requirement;
import tools.jackson.databind.JsonNode;

class OpenApiDocumentTest {
    private static final JsonNode DOCUMENT = PublishedDocument.ROOT;

    /** What answers without a controller of ours: the browsers' preflight and the management endpoints. */
    private static final Set<String> WITHOUT_CONTROLLER =
            Set.of("options /widget/clicks", "get /health", "get /health/liveness", "get /health/readiness");

    @Test
    void it_is_openapi_3_1() {
        assertThat(DOCUMENT.path("openapi").asString()).startsWith("3.1.");
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> astray = new ArrayList<>();
        walk(DOCUMENT, "", (pointer, node) -> {
            JsonNode reference = node.path("$ref");
            if (reference.isString()
                    && DOCUMENT.at(reference.asString().substring(1)).isMissingNode()) {
                astray.add(pointer + " -> " + reference.asString());
            }
        });

        assertThat(astray).isEmpty();
    }

    static Stream<Arguments> examples() {
        List<Arguments> examples = new ArrayList<>();
        walk(DOCUMENT, "", (pointer, node) -> {
            if (node.has("schema")) {
                String schema = pointer + "/schema";
                if (node.has("example")) {
                    examples.add(Arguments.of(schema, pointer + "/example"));
                }
                node.path("examples")
                        .propertyNames()
                        .forEach(name -> examples.add(Arguments.of(schema, pointer + "/examples/" + name + "/value")));
            } else if (node.path("examples").isArray()) {
                for (int i = 0; i < node.path("examples").size(); i++) {
                    examples.add(Arguments.of(pointer, pointer + "/examples/" + i));
                }
            }
        });
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Requirement("API-2")
    void every_example_is_what_its_schema_describes(String schema, String example) {
        assertThat(DOCUMENT.at(example).isMissingNode()).isFalse();
        assertThat(PublishedDocument.problems(schema, DOCUMENT.at(example))).isEmpty();
    }

    @Test
    void an_example_that_is_not_what_its_schema_describes_is_noticed() {
        String leads = "/paths/~1integrations~1external~1leads/get/responses/200/content/application~1json";
        JsonNode example = DOCUMENT.at(leads + "/examples/documented/value");
        String broken = example.toString().replace("2026-01-02T01:38:05.868837Z", "2026-01-02");

        assertThat(PublishedDocument.problems(leads + "/schema", example)).isEmpty();
        assertThat(PublishedDocument.problems(leads + "/schema", PublishedDocument.parse(broken)))
                .extracting(error -> error.getInstanceLocation().toString())
                .contains("/data/0/updated_at");
    }

    @Test
    @Requirement("API-3")
    void every_error_has_both_forms() {
        List<String> errors = new ArrayList<>();
        forEachOperation((path, operation) -> operation
                .path("responses")
                .propertyStream()
                .forEach(response -> {
                    JsonNode described = PublishedDocument.resolved(response.getValue());
                    boolean error = response.getKey().matches("[45]..|default");
                    if (error && !path.startsWith("get /health")) {
                        errors.add(path + " " + response.getKey());
                        JsonNode content = described.path("content");
                        assertThat(content.at("/application~1json/schema/$ref").asString(""))
                                .as("%s %s", path, response.getKey())
                                .isEqualTo("#/components/schemas/Error");
                        assertThat(content.at("/application~1problem+json/schema/$ref")
                                        .asString(""))
                                .as("%s %s", path, response.getKey())
                                .isEqualTo("#/components/schemas/Problem");
                    }
                }));
        assertThat(errors).hasSizeGreaterThan(60);
    }

    @Test
    @Requirement("API-1")
    void every_call_of_a_partner_or_the_operator_says_its_credentials_and_their_401() {
        forEachOperation((path, operation) -> {
            JsonNode security = operation.has("security") ? operation.path("security") : DOCUMENT.path("security");
            if (path.contains(" /integrations/") || path.contains(" /admin/")) {
                String scheme = path.contains(" /admin/") ? "adminToken" : "partnerKey";
                assertThat(security.path(0).has(scheme)).as(path).isTrue();
                assertThat(operation.at("/responses/401/$ref").asString(""))
                        .as(path)
                        .isEqualTo("#/components/responses/Unauthorized");
            } else {
                assertThat(security.path(0).has("partnerKey")).as(path).isFalse();
            }
        });
    }

    @Test
    void operations_have_ids_of_their_own_and_tags_that_are_described() {
        List<String> ids = new ArrayList<>();
        Set<String> tags = DOCUMENT.path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        forEachOperation((path, operation) -> {
            ids.add(operation.path("operationId").asString());
            assertThat(tags).as(path).contains(operation.at("/tags/0").asString());
        });

        assertThat(ids).hasSizeGreaterThan(20).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    @Requirement("WH-4")
    void every_event_is_described_with_all_its_signature_headers() {
        assertThat(DOCUMENT.path("webhooks").propertyNames())
                .containsExactly("widget.click", "lead.correlated", "lead.complete");
        DOCUMENT.path("webhooks")
                .valueStream()
                .forEach(event -> assertThat(event.at("/post/parameters")
                                .valueStream()
                                .map(parameter -> PublishedDocument.resolved(parameter)
                                        .path("name")
                                        .asString()))
                        .containsExactly(
                                "x-hub-signature",
                                "x-hub-signature-256",
                                "webhook-id",
                                "webhook-timestamp",
                                "webhook-signature",
                                "x-aurix-test"));
    }

    @Test
    void it_describes_every_call_there_is_and_no_other() {
        Set<String> described = new TreeSet<>();
        forEachOperation((path, operation) -> described.add(path.replaceAll("\\{[^}]*}", "{}")));

        assertThat(described).containsAll(WITHOUT_CONTROLLER);
        described.removeAll(WITHOUT_CONTROLLER);
        assertThat(described).isEqualTo(routes());
    }

    private static Set<String> routes() {
        try (ApplicationContext context = ApplicationContext.run()) {
            return context.getBean(Router.class)
                    .uriRoutes()
                    .filter(OpenApiDocumentTest::isOurs)
                    .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                    .map(route -> route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                            + route.getUriMatchTemplate().toString().replaceAll("\\{[^}]*}", "{}"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Not the framework's, and not a controller that only tests have. */
    private static boolean isOurs(UriRouteInfo<?, ?> route) {
        return codeSource(route.getTargetMethod().getDeclaringType()).equals(codeSource(OpenApiController.class));
    }

    private static CodeSource codeSource(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> consumer) {
        Set<String> methods = Set.of("get", "put", "post", "delete", "patch", "options", "head", "trace");
        DOCUMENT.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    if (methods.contains(operation.getKey())) {
                        consumer.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
                    }
                }));
    }

    /** Shows every object of the document, but none within an example. */
    private static void walk(JsonNode node, String pointer, BiConsumer<String, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(pointer, node);
            node.propertyStream()
                    .filter(property -> !property.getKey().startsWith("example"))
                    .forEach(property -> walk(
                            property.getValue(),
                            pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1"),
                            visitor));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), pointer + "/" + i, visitor);
            }
        }
    }
}

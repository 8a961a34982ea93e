package sg.com.aurix.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String ROOT = "sg.com.aurix";
    private static final String PLANTED = "sg.com.aurix.bootstrap.architecture.planted";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);
    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

    static Stream<ArchRule> rules() {
        return ArchitectureRules.all(ROOT).stream();
    }

    static Stream<ArchRule> rulesOverPlantedViolations() {
        return ArchitectureRules.all(PLANTED).stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_product_keeps_the_rule(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rulesOverPlantedViolations")
    void the_rule_bites_on_a_planted_violation(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(VIOLATIONS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void every_room_that_a_rule_speaks_of_is_there(String room) {
        assertThat(PRODUCT.stream().filter(type -> type.getPackageName().startsWith(room)))
                .isNotEmpty();
    }

    static List<String> rooms() {
        return List.of(
                ROOT + ".domain.partner",
                ROOT + ".domain.tracking",
                ROOT + ".domain.conversation",
                ROOT + ".domain.lead",
                ROOT + ".domain.webhook",
                ROOT + ".application.usecase",
                ROOT + ".application.port",
                ROOT + ".application.inmemory",
                ROOT + ".adapters.http.partnerapi",
                ROOT + ".adapters.persistence",
                ROOT + ".adapters.webhook",
                ROOT + ".bootstrap");
    }
}

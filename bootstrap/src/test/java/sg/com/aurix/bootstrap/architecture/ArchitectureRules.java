package sg.com.aurix.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The rules of the house, as allow-lists: what is not named is not allowed. They are functions of the root package, so that each can
 * be shown to bite on a planted violation.
 */
final class ArchitectureRules {
    private ArchitectureRules() {}

    static List<ArchRule> all(String root) {
        return List.of(
                domainKnowsTheJdkOnly(root),
                applicationKnowsTheDomainOnly(root),
                adaptersNeverSeeEachOther(root, "http", "persistence", "webhook"),
                adaptersNeverSeeEachOther(root, "persistence", "http", "webhook"),
                adaptersNeverSeeEachOther(root, "webhook", "http", "persistence"),
                capabilitiesHaveNoCycles(root),
                nothingInsideReadsTheClock(root),
                nothingInsideDrawsByItself(root),
                implementationsHide(root));
    }

    static ArchRule domainKnowsTheJdkOnly(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".domain..", "java..", "javax.crypto..", "org.jspecify.annotations.."))
                .because("the domain is a library in its own right, usable from any JVM application");
    }

    static ArchRule applicationKnowsTheDomainOnly(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        root + ".application..", root + ".domain..", "java..", "org.jspecify.annotations.."))
                .because("use cases reach the world through ports only, and embedders get no framework with them");
    }

    static ArchRule adaptersNeverSeeEachOther(String root, String adapter, String... others) {
        String[] foreign = new String[others.length + 1];
        for (int i = 0; i < others.length; i++) {
            foreign[i] = root + ".adapters." + others[i] + "..";
        }
        foreign[others.length] = root + ".bootstrap..";
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapters." + adapter + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign)
                .because("an adapter can be replaced only if no other knows it");
    }

    static ArchRule capabilitiesHaveNoCycles(String root) {
        return slices().matching(root + ".domain.(*)..")
                .should()
                .beFreeOfCycles()
                .because("partner, tracking, conversation, lead and webhook know each other in one direction only");
    }

    static ArchRule nothingInsideReadsTheClock(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("now is a parameter of the domain and a port of the application");
    }

    static ArchRule nothingInsideDrawsByItself(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .because("chance is a port, so that tests can decide what is drawn");
    }

    static ArchRule implementationsHide(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application.usecase..")
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveSimpleName("UseCases")
                .and()
                .doNotHaveSimpleName("Page")
                .and()
                .doNotHaveSimpleName("PublishedTime")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .bePackagePrivate()
                .because("a use case is reached through its interface, which the door composes");
    }
}

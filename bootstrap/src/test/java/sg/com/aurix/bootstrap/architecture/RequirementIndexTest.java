package sg.com.aurix.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index from requirement to test: every rule of the contract has a test, and every test names a rule that is there. */
class RequirementIndexTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern RULE_ROW = Pattern.compile("^\\| ((?:API|WH|TR|LD|RS)-\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern ANNOTATION = Pattern.compile("@Requirement\\(([^)]*)\\)");
    private static final Pattern ID = Pattern.compile("\"([^\"]+)\"");

    @Test
    void every_rule_of_the_contract_has_a_test() throws IOException {
        Map<String, Set<String>> index = index();
        Set<String> untested = new TreeSet<>(rules("contract.md"));
        untested.removeAll(index.keySet());

        write(index);
        assertThat(untested).isEmpty();
    }

    @Test
    void every_rule_that_a_test_names_is_there() throws IOException {
        Set<String> rules = new TreeSet<>(rules("contract.md"));
        rules.addAll(rules("reliability.md"));

        assertThat(rules).containsAll(index().keySet());
    }

    private static List<String> rules(String document) throws IOException {
        String text = Files.readString(PROJECT.resolve("docs").resolve(document));
        List<String> rules =
                RULE_ROW.matcher(text).results().map(row -> row.group(1)).toList();
        assertThat(rules).hasSizeGreaterThan(20);
        return rules;
    }

    private static Map<String, Set<String>> index() throws IOException {
        Map<String, Set<String>> index = new TreeMap<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/java/"))
                    .forEach(file -> ids(file)
                            .forEach(id -> index.computeIfAbsent(id, absent -> new TreeSet<>())
                                    .add(PROJECT.relativize(file).toString())));
        }
        return index;
    }

    private static Set<String> ids(Path file) {
        try {
            return ANNOTATION
                    .matcher(Files.readString(file))
                    .results()
                    .map(annotation -> annotation.group(1))
                    .flatMap(ids -> ID.matcher(ids).results())
                    .map((MatchResult id) -> id.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For people: which test shows which rule. */
    private static void write(Map<String, Set<String>> index) throws IOException {
        String text = index.entrySet().stream()
                .map(rule -> rule.getKey() + "\n"
                        + rule.getValue().stream()
                                .map(file -> "  " + file + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        Files.writeString(PROJECT.resolve("bootstrap/target/requirements.txt"), text);
    }
}

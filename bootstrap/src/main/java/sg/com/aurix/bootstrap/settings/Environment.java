package sg.com.aurix.bootstrap.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Reads environment variables and gathers what is wrong with them, so that an operator hears of everything at once. A variable that
 * is empty counts as not set.
 */
final class Environment {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Map<String, String> variables() {
        return variables;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The text of a variable that must be set; an empty stand-in, and a problem, where it is not. */
    String required(String name, String purpose) {
        return text(name).orElseGet(() -> {
            problems.add(name + " is not set: " + purpose);
            return "";
        });
    }

    /** A value made of a variable's text; the problem says what it must be, and never what it was. */
    <T> Optional<T> value(String name, Function<String, T> reader) {
        return text(name).flatMap(written -> {
            try {
                return Optional.of(reader.apply(written));
            } catch (InvalidValueException e) {
                problems.add(name + " " + e.expected());
                return Optional.empty();
            }
        });
    }

    int number(String name, int smallest, int greatest, int otherwise) {
        return value(name, written -> number(written, smallest, greatest)).orElse(otherwise);
    }

    private static int number(String written, int smallest, int greatest) {
        try {
            int number = Integer.parseInt(written);
            if (number >= smallest && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same to the operator as a number out of range.
        }
        throw new InvalidValueException("must be a whole number from " + smallest + " to " + greatest);
    }

    boolean flag(String name) {
        return value(name, Environment::flagOf).orElse(false);
    }

    private static boolean flagOf(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValueException("must be true or false");
        };
    }

    /** The parts of a comma-separated list. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(written -> Arrays.stream(written.split(",", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** @throws ConfigurationException if anything was wrong */
    void check() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}

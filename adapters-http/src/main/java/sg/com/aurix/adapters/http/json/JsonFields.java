package sg.com.aurix.adapters.http.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.domain.InvalidValueException;

/**
 * The fields of a JSON object, read one by one into typed values; what is wrong with any of them is kept until {@link #complete},
 * which then names them all (API-3).
 *
 * <p>Each reading method answers with a supplier that is good for use once every field was read:
 *
 * <pre>{@code
 * var name = body.required("name", Partner.NAME::check);
 * return body.complete(() -> admin.addPartner(name.get()));
 * }</pre>
 *
 * <p>A reader of one field may refuse it with an {@link InvalidValueException}. {@code null} is the same as no field at all, save
 * for {@link #isNull}.
 */
public final class JsonFields {
    /** What a problem with no field of its own is said to be about. */
    static final String WHOLE_BODY = "body";

    private final String path;
    private final Map<String, JsonValue> members;
    private final List<FieldError> problems;

    private JsonFields(String path, JsonValue.Obj object, List<FieldError> problems) {
        this.path = path;
        this.members = object.members();
        this.problems = problems;
    }

    /** The fields of a body that was left out. */
    public static JsonFields none() {
        return of(new JsonValue.Obj(Map.of()));
    }

    /** The fields of a body. */
    public static JsonFields of(JsonValue.Obj body) {
        return new JsonFields("", body, new ArrayList<>());
    }

    /** A string that must be there. */
    public <T> Supplier<T> required(String name, Function<String, T> reader) {
        return present(name, value -> read(name, value, reader));
    }

    /** A string that may be missing. */
    public <T> Supplier<Optional<T>> optional(String name, Function<String, T> reader) {
        return ifPresent(name, value -> read(name, value, reader));
    }

    /** A string that is passed over where it is missing, no string, or refused: nobody could mend it, and all else is worth more. */
    public <T> Optional<T> ifUsable(String name, Function<String, T> reader) {
        if (!(members.get(name) instanceof JsonValue.Text(String text))) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /** {@code true} or {@code false}; {@code otherwise} where it is missing. */
    public Supplier<Boolean> flag(String name, boolean otherwise) {
        Supplier<Optional<Boolean>> flag = optionalFlag(name);
        return () -> flag.get().orElse(otherwise);
    }

    /** {@code true} or {@code false}, or missing. */
    public Supplier<Optional<Boolean>> optionalFlag(String name) {
        return ifPresent(
                name,
                value -> value instanceof JsonValue.Flag(boolean flag)
                        ? given(flag)
                        : wrong(name, "must be true or false, not " + value.kind()));
    }

    /** {@code true} or {@code false}, which must be there. */
    public Supplier<Boolean> requiredFlag(String name) {
        Supplier<Optional<Boolean>> flag = optionalFlag(name);
        return isPresent(name) ? () -> flag.get().orElseThrow() : missing(name);
    }

    /**
     * A whole number that may be missing, however it is written: {@code 24.0} and {@code 2.4e1} are whole too, as in JSON Schema.
     *
     * @param least the least that is accepted
     * @param most the most that is accepted
     */
    public Supplier<Optional<Integer>> optionalWhole(String name, int least, int most) {
        return ifPresent(
                name,
                value -> value instanceof JsonValue.Numeric(String literal)
                        ? make(child(name), () -> whole(literal, least, most))
                        : wrong(name, "must be a whole number, not " + value.kind()));
    }

    private static int whole(String literal, int least, int most) {
        InvalidValueException invalid =
                new InvalidValueException("must be a whole number from " + least + " to " + most);
        try {
            BigDecimal number = new BigDecimal(literal);
            // Compared first: spelled out, 1e999999999 would take all memory there is.
            if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw invalid;
            }
            return number.stripTrailingZeros().intValueExact();
        } catch (ArithmeticException e) {
            throw invalid;
        } catch (NumberFormatException e) {
            // Its exponent is beyond what anybody counts with.
            throw invalid;
        }
    }

    /**
     * A list of strings that may be missing.
     *
     * @param reader reads one of them
     * @param maker makes the value of all of them, and may refuse them with an {@link InvalidValueException}
     */
    public <T, R> Supplier<Optional<R>> optionalStrings(
            String name, Function<String, T> reader, Function<List<T>, R> maker) {
        return ifPresent(name, value -> {
            if (!(value instanceof JsonValue.Array(List<JsonValue> items))) {
                return wrong(name, "must be an array of strings, not " + value.kind());
            }
            int before = problems.size();
            List<Supplier<T>> read = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                read.add(read(name + "[" + i + "]", items.get(i), reader));
            }
            return problems.size() == before
                    ? make(
                            child(name),
                            () -> maker.apply(read.stream().map(Supplier::get).toList()))
                    : new Unread<>();
        });
    }

    /**
     * An object that may be missing.
     *
     * @param reader reads its fields and answers with how to make the value of them
     */
    public <T> Supplier<Optional<T>> optionalObject(String name, Function<JsonFields, Supplier<T>> reader) {
        return ifPresent(name, value -> nested(child(name), value, reader));
    }

    /**
     * A list of objects that must be there.
     *
     * @param reader reads the fields of one and answers with how to make the value of them
     */
    public <T> Supplier<List<T>> requiredObjects(String name, Function<JsonFields, Supplier<T>> reader) {
        return present(name, value -> {
            if (!(value instanceof JsonValue.Array(List<JsonValue> items))) {
                return wrong(name, "must be an array of objects, not " + value.kind());
            }
            List<Supplier<T>> read = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                read.add(nested(child(name) + "[" + i + "]", items.get(i), reader));
            }
            return () -> read.stream().map(Supplier::get).toList();
        });
    }

    /** An object with string values only, in their order, which must be there; {@code null} values are refused. */
    public Supplier<Map<String, String>> requiredStrings(String name) {
        return present(name, value -> {
            if (!(value instanceof JsonValue.Obj(Map<String, JsonValue> given))) {
                return wrong(name, "must be an object, not " + value.kind());
            }
            Map<String, String> strings = new LinkedHashMap<>();
            given.forEach((key, item) -> {
                if (item instanceof JsonValue.Text(String text)) {
                    strings.put(key, text);
                } else {
                    problems.add(FieldError.of(child(name) + "." + key, "must be a string, not " + item.kind()));
                }
            });
            return given(strings);
        });
    }

    /** Whether the field is there and {@code null}. */
    public boolean isNull(String name) {
        return members.get(name) instanceof JsonValue.Null;
    }

    /** Refuses {@code null} for fields that may be missing but not removed. */
    public void refuseNull(String... names) {
        for (String name : names) {
            if (isNull(name)) {
                problems.add(FieldError.of(child(name), "must not be null: leave it out to keep it as it is"));
            }
        }
    }

    /**
     * Makes a value of the fields that were read.
     *
     * @throws ApiException a 400 that names every field at fault
     */
    public <T> T complete(Supplier<T> maker) {
        Supplier<T> made = problems.isEmpty() ? make(WHOLE_BODY, maker) : new Unread<>();
        if (!problems.isEmpty()) {
            throw ApiException.badRequest(problems);
        }
        return made.get();
    }

    private <T> Supplier<T> nested(String at, JsonValue value, Function<JsonFields, Supplier<T>> reader) {
        if (!(value instanceof JsonValue.Obj object)) {
            problems.add(FieldError.of(at, "must be an object, not " + value.kind()));
            return new Unread<>();
        }
        int before = problems.size();
        Supplier<T> maker = reader.apply(new JsonFields(at, object, problems));
        return problems.size() == before ? make(at, maker) : new Unread<>();
    }

    private <T> Supplier<T> make(String at, Supplier<T> maker) {
        try {
            return given(maker.get());
        } catch (InvalidValueException e) {
            problems.add(FieldError.of(at, e.expected()));
            return new Unread<>();
        }
    }

    private <T> Supplier<T> read(String name, JsonValue value, Function<String, T> reader) {
        return value instanceof JsonValue.Text(String text)
                ? make(child(name), () -> reader.apply(text))
                : wrong(name, "must be a string, not " + value.kind());
    }

    private <T> Supplier<T> present(String name, Function<JsonValue, Supplier<T>> reader) {
        @Nullable JsonValue value = members.get(name);
        return value == null || value instanceof JsonValue.Null ? missing(name) : reader.apply(value);
    }

    private <T> Supplier<Optional<T>> ifPresent(String name, Function<JsonValue, Supplier<T>> reader) {
        if (!isPresent(name)) {
            return Optional::empty;
        }
        Supplier<T> read = present(name, reader);
        return () -> Optional.of(read.get());
    }

    private boolean isPresent(String name) {
        return members.containsKey(name) && !isNull(name);
    }

    private <T> Supplier<T> missing(String name) {
        return wrong(name, "is missing");
    }

    private <T> Supplier<T> wrong(String name, String expected) {
        problems.add(FieldError.of(child(name), expected));
        return new Unread<>();
    }

    private String child(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <T> Supplier<T> given(T value) {
        return () -> value;
    }

    /** Stands for the value of a field at fault. */
    private record Unread<T>() implements Supplier<T> {
        @Override
        public T get() {
            throw new IllegalStateException("a field at fault was used before complete()");
        }
    }
}

package sg.com.aurix.adapters.http.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as it was sent. */
public sealed interface JsonValue {
    /** What it is, for people: {@code a string}. */
    String kind();

    /** A string: valid Unicode without NUL. */
    record Text(String value) implements JsonValue {
        @Override
        public String kind() {
            return "a string";
        }

        /** The length alone: it may be personal data (RS-19). */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /**
     * A number.
     *
     * @param literal as it was written, since no Java number holds all that JSON can write
     */
    record Numeric(String literal) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(boolean value) implements JsonValue {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** {@code null}. */
    record Null() implements JsonValue {
        @Override
        public String kind() {
            return "null";
        }
    }

    /** A list of values. */
    record Array(List<JsonValue> items) implements JsonValue {
        public Array {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /**
     * Values by name.
     *
     * @param members in the order in which they were sent
     */
    record Obj(Map<String, JsonValue> members) implements JsonValue {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "an object";
        }
    }
}

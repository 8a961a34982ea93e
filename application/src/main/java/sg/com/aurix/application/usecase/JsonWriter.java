package sg.com.aurix.application.usecase;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON text (RFC 8259) from maps in their order, collections, strings, whole numbers and null: all that an event's body
 * consists of, so that the pure-Java modules need no JSON library.
 */
final class JsonWriter {
    private final StringBuilder json = new StringBuilder(512);

    private JsonWriter() {}

    static String write(Map<String, ?> object) {
        JsonWriter writer = new JsonWriter();
        writer.value(object);
        return writer.json.toString();
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            json.append("null");
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Long number) {
            json.append(number.longValue());
        } else if (value instanceof Map<?, ?> object) {
            object(object);
        } else if (value instanceof Collection<?> array) {
            array(array);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void object(Map<?, ?> object) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            json.append(separator);
            string((String) entry.getKey());
            json.append(':');
            value(entry.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private void array(Collection<?> array) {
        json.append('[');
        String separator = "";
        for (Object element : array) {
            json.append(separator);
            value(element);
            separator = ",";
        }
        json.append(']');
    }

    private void string(String text) {
        json.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                json.append(text, plain, i);
                character(text, i);
                plain = i + 1;
            }
        }
        json.append(text, plain, text.length()).append('"');
    }

    /** Printable ASCII that stands for itself: what nearly all text consists of, and is copied piece by piece. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    private void character(String text, int index) {
        char c = text.charAt(index);
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c == '\n') {
            json.append("\\n");
        } else if (c == '\r') {
            json.append("\\r");
        } else if (c == '\t') {
            json.append("\\t");
        } else if (c < ' ' || isLoneSurrogate(text, index)) {
            json.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
            json.append(c);
        }
    }

    /** Half of a pair has no UTF-8; escaped, it reaches the reader as it was. */
    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}

package sg.com.aurix.adapters.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.error.ApiException;

/**
 * Reads JSON as RFC 8259 writes it and refuses everything that two readers could understand differently (RS-21): names given twice,
 * text that is not UTF-8 or begins with a byte order mark, NUL, half surrogate pairs, anything behind the value; and what is deeper
 * than {@value #DEEPEST} levels or has names longer than {@value #LONGEST_NAME} or numbers longer than {@value #LONGEST_NUMBER}
 * characters. How long the whole may be is for {@code RequestBody} to say.
 */
public final class StrictJson {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NUMBER = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Names are the callers' words: a table of them would only grow.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads an object.
     *
     * @throws ApiException a 400 that names the field at fault, or {@code body} for all of it
     */
    public static JsonValue.Obj object(byte[] bytes) {
        return switch (parse(text(bytes))) {
            case JsonValue.Obj object -> object;
            case JsonValue other -> throw refused("", "must be a JSON object, not " + other.kind());
        };
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                throw refused("", "must not begin with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw refused("", "must be text in UTF-8");
        }
    }

    private static JsonValue parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            try {
                if (parser.nextToken() == null) {
                    throw refused("", "must not be empty: send a JSON object");
                }
                JsonValue value = value(parser, "");
                if (parser.nextToken() != null) {
                    throw refused("", "must be one JSON object with nothing behind it");
                }
                return value;
            } catch (StreamConstraintsException e) {
                throw refused(
                        place(parser.getParsingContext()),
                        "must be at most " + DEEPEST + " levels deep, with names of at most " + LONGEST_NAME
                                + " and numbers of at most " + LONGEST_NUMBER + " characters");
            } catch (JsonProcessingException e) {
                throw refused(
                        place(parser.getParsingContext()),
                        "must be valid JSON: there is a mistake at " + place(e.getLocation()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory can always be read", e);
        }
    }

    private static JsonValue value(JsonParser parser, String path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> new JsonValue.Text(checked(parser.getText(), path));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeric(parser.getText());
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> new JsonValue.Null();
            case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("a parser of text gives no such token where a value begins");
        };
    }

    private static JsonValue object(JsonParser parser, String path) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String member = path.isEmpty() ? name : path + "." + name;
            checked(name, member);
            if (members.containsKey(name)) {
                throw refused(member, "must be given only once");
            }
            parser.nextToken();
            members.put(name, value(parser, member));
        }
        return new JsonValue.Obj(members);
    }

    private static JsonValue array(JsonParser parser, String path) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]"));
        }
        return new JsonValue.Array(items);
    }

    private static String checked(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refused(path, "must not contain the character NUL");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw refused(path, "must be valid Unicode text, without half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static String place(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The path to where the parser gave up. */
    private static String place(JsonStreamContext context) {
        @Nullable JsonStreamContext parent = context.getParent();
        String before = parent == null ? "" : place(parent);
        if (context.inArray()) {
            return before + "[" + context.getCurrentIndex() + "]";
        }
        if (!context.inObject() || !context.hasCurrentName()) {
            return before;
        }
        return before.isEmpty() ? context.getCurrentName() : before + "." + context.getCurrentName();
    }

    private static ApiException refused(String path, String expected) {
        return ApiException.badRequest(path.isEmpty() ? JsonFields.WHOLE_BODY : path, expected);
    }
}

package sg.com.aurix.adapters.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that stands in an answer more than once: it is escaped and encoded the first time, and copied from then on. */
public final class WrittenOnce extends JsonSerializable.Base {
    private final SerializedString written;
    private final boolean isJson;

    private WrittenOnce(String written, boolean isJson) {
        this.written = new SerializedString(written);
        this.isJson = isJson;
    }

    /** That text. */
    public static WrittenOnce text(String text) {
        return new WrittenOnce(text, false);
    }

    /** That text, or {@code null}, as which JSON has what is not there. */
    public static @Nullable WrittenOnce nullable(Optional<String> text) {
        return text.map(WrittenOnce::text).orElse(null);
    }

    /** What is JSON already, as it stands. */
    public static WrittenOnce json(String json) {
        return new WrittenOnce(json, true);
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (isJson) {
            generator.writeRawValue(written);
        } else {
            generator.writeString(written);
        }
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(generator, provider);
    }

    /** Nothing of the value, which may be personal (RS-19). */
    @Override
    public String toString() {
        return "***";
    }
}

package sg.com.aurix.adapters.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that stands in an answer more than once: it is escaped and encoded the first time, and copied from then on. */
public final class WrittenOnce extends JsonSerializable.Base {
    private final SerializedString text;

    private WrittenOnce(String text) {
        this.text = new SerializedString(text);
    }

    /** That text. */
    public static WrittenOnce of(String text) {
        return new WrittenOnce(text);
    }

    /** That text, or {@code null}, as which JSON has what is not there. */
    public static @Nullable WrittenOnce ofNullable(Optional<String> text) {
        return text.map(WrittenOnce::new).orElse(null);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(text);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(json, provider);
    }

    /** Nothing of the text, which may be personal (RS-19). */
    @Override
    public String toString() {
        return "***";
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A row of a list that writes itself: a page has fifty of them unless more are asked for, and reading records by reflection takes longer. */
abstract class WrittenRow extends JsonSerializable.Base {
    static final SerializedString CREATED_AT = new SerializedString("created_at");
    static final SerializedString CLICK_URL = new SerializedString("click_url");
    static final SerializedString PARSED_PARAMS = new SerializedString("parsed_params");
    static final SerializedString IP_ADDRESS = new SerializedString("ip_address");
    static final SerializedString USER_AGENT = new SerializedString("user_agent");

    static void writeText(JsonGenerator json, SerializedString name, @Nullable SerializedString value)
            throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    static void writeText(JsonGenerator json, SerializedString name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    /** Of a value that is JSON already. */
    static void writeRaw(JsonGenerator json, SerializedString name, SerializedString value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    @Override
    public final void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(json, provider);
    }
}

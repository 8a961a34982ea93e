package sg.com.aurix.adapters.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadField;
import sg.com.aurix.domain.partner.LeadForm;

/** What is kept as JSON in a column, because its order counts and PostgreSQL seldom looks into it. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Form<LinkedHashMap<String, String>> IN_ORDER = Form.of(new TypeReference<>() {});
    private static final Form<List<FieldColumn>> FIELDS = Form.of(new TypeReference<>() {});

    private Json() {}

    static String of(LeadData data) {
        Map<String, String> values = new LinkedHashMap<>();
        data.values().forEach((key, value) -> values.put(key.value(), value));
        return write(values);
    }

    static LeadData toLeadData(String json) {
        Map<FieldKey, String> values = new LinkedHashMap<>();
        IN_ORDER.read(json).forEach((key, value) -> values.put(new FieldKey(key), value));
        return new LeadData(values);
    }

    static String of(LeadForm form) {
        return write(form.fields().stream().map(FieldColumn::of).toList());
    }

    static LeadForm toLeadForm(String json) {
        return new LeadForm(FIELDS.read(json).stream().map(FieldColumn::toField).toList());
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of the domain can be written as JSON", e);
        }
    }

    /** What a column's JSON is read as, looked up once: each row of a page has one. */
    private record Form<T>(ObjectReader reader) {
        static <T> Form<T> of(TypeReference<T> type) {
            return new Form<>(MAPPER.readerFor(type));
        }

        T read(String json) {
            try {
                return reader.readValue(json);
            } catch (JsonProcessingException quotesWhatItReads) {
                throw new IllegalStateException("a column has JSON of another form");
            }
        }
    }

    /** A field of a lead form as the column has it. */
    private record FieldColumn(String key, String label, boolean required) {
        static FieldColumn of(LeadField field) {
            return new FieldColumn(field.key().value(), field.label(), field.required());
        }

        LeadField toField() {
            return new LeadField(new FieldKey(key), label, required);
        }
    }
}

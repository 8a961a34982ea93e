package sg.com.aurix.adapters.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final TypeReference<LinkedHashMap<String, String>> IN_ORDER = new TypeReference<>() {};
    private static final TypeReference<List<FieldColumn>> FIELDS = new TypeReference<>() {};

    private Json() {}

    static String of(LeadData data) {
        Map<String, String> values = new LinkedHashMap<>();
        data.values().forEach((key, value) -> values.put(key.value(), value));
        return write(values);
    }

    static LeadData toLeadData(String json) {
        Map<FieldKey, String> values = new LinkedHashMap<>();
        read(json, IN_ORDER).forEach((key, value) -> values.put(new FieldKey(key), value));
        return new LeadData(values);
    }

    static String of(LeadForm form) {
        return write(form.fields().stream().map(FieldColumn::of).toList());
    }

    static LeadForm toLeadForm(String json) {
        return new LeadForm(
                read(json, FIELDS).stream().map(FieldColumn::toField).toList());
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values of the domain can be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException quotesWhatItReads) {
            throw new IllegalStateException("a column has JSON of another form");
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

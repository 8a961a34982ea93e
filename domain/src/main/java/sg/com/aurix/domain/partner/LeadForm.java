package sg.com.aurix.domain.partner;

import java.util.List;
import sg.com.aurix.domain.InvalidValueException;

/**
 * The data points a channel collects, in the order it asks for them (LD-5).
 *
 * @param fields 1 to 50 fields with different keys, at least one of them required
 */
public record LeadForm(List<LeadField> fields) {
    private static final int MOST_FIELDS = 50;

    /** What is asked where a channel does not say otherwise: name, email and phone number. */
    public static final LeadForm STANDARD = new LeadForm(List.of(
            LeadField.required(FieldKey.NAME), LeadField.required(FieldKey.EMAIL), LeadField.required(FieldKey.PHONE)));

    public LeadForm {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
            throw new InvalidValueException("must have 1 to " + MOST_FIELDS + " fields");
        }
        if (fields.stream().map(LeadField::key).distinct().count() != fields.size()) {
            throw new InvalidValueException("must not name a key twice");
        }
        if (fields.stream().noneMatch(LeadField::required)) {
            throw new InvalidValueException(
                    "must have at least one required field, or every lead would be complete at once");
        }
    }

    /** The keys without which a lead is not complete. */
    public List<FieldKey> requiredKeys() {
        return fields.stream().filter(LeadField::required).map(LeadField::key).toList();
    }
}

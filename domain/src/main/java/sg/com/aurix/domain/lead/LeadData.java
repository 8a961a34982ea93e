package sg.com.aurix.domain.lead;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.TextRule;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * The data points collected of a lead, in the order in which they were first collected.
 *
 * @param values at most 100 of them, each 1 to 1000 characters; {@code email} is an e-mail address, {@code phone} the digits of an
 *     international phone number
 */
public record LeadData(Map<FieldKey, String> values) {
    /** Nothing collected yet. */
    public static final LeadData NONE = new LeadData(Map.of());

    private static final int MOST_VALUES = 100;
    private static final TextRule VALUE = TextRule.lines(1000);

    public LeadData {
        if (values.size() > MOST_VALUES) {
            throw new InvalidValueException("must be at most " + MOST_VALUES + " fields");
        }
        values.forEach(LeadData::check);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Checks one data point on its own.
     *
     * @throws InvalidValueException if this value may not stand under this key
     */
    public static void check(FieldKey key, String value) {
        VALUE.check(value);
        if (key.equals(FieldKey.EMAIL)) {
            var unused = new EmailAddress(value);
        } else if (key.equals(FieldKey.PHONE)) {
            var unused = new PhoneNumber(value);
        }
    }

    /** What was collected under a key. */
    public Optional<String> get(FieldKey key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The collected phone number. */
    public Optional<PhoneNumber> phone() {
        return get(FieldKey.PHONE).map(PhoneNumber::new);
    }

    /** This data overwritten and completed by the other. */
    public LeadData with(LeadData newer) {
        Map<FieldKey, String> merged = new LinkedHashMap<>(values);
        merged.putAll(newer.values);
        return new LeadData(merged);
    }

    /** This data completed by the other, which overwrites nothing. */
    public LeadData orElse(LeadData fallback) {
        Map<FieldKey, String> merged = new LinkedHashMap<>(values);
        fallback.values.forEach(merged::putIfAbsent);
        return new LeadData(merged);
    }

    /** Whether everything the form requires is here. */
    public boolean satisfies(LeadForm form) {
        List<FieldKey> required = form.requiredKeys();
        return values.keySet().containsAll(required);
    }

    /** The keys alone: the values are personal data (RS-19). */
    @Override
    public String toString() {
        return "LeadData" + values.keySet();
    }
}

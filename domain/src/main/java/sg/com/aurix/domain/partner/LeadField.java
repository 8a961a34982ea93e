package sg.com.aurix.domain.partner;

import sg.com.aurix.domain.TextRule;

/**
 * One data point that a channel asks for.
 *
 * @param label what people call it, 1 to 100 characters
 * @param required whether a lead is incomplete without it
 */
public record LeadField(FieldKey key, String label, boolean required) {
    /** What a label must be. */
    public static final TextRule LABEL = TextRule.line(100);

    public LeadField {
        LABEL.check(label);
    }

    /** A required field labelled with its own key. */
    public static LeadField required(FieldKey key) {
        return new LeadField(key, key.value(), true);
    }
}

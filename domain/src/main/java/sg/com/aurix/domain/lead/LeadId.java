package sg.com.aurix.domain.lead;

import sg.com.aurix.domain.InvalidValueException;

/**
 * Names a lead.
 *
 * @param value 1 or greater
 */
public record LeadId(long value) {
    public LeadId {
        if (value < 1) {
            throw new InvalidValueException("must be a whole number of 1 or more");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

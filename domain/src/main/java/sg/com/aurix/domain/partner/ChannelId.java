package sg.com.aurix.domain.partner;

import sg.com.aurix.domain.Ascii;
import sg.com.aurix.domain.InvalidValueException;

/** Names a channel: the {@code phone_number_id} of the WhatsApp Cloud API, 1 to 32 digits (LD-1). Unique on the platform. */
public record ChannelId(String value) {
    private static final int LONGEST = 32;

    public ChannelId {
        if (value.isEmpty() || value.length() > LONGEST || !Ascii.all(value, 0, Ascii::isDigit)) {
            throw new InvalidValueException("must be 1 to 32 digits, the phone_number_id of the WhatsApp Cloud API");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

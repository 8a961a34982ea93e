package sg.com.aurix.domain.partner;

import sg.com.aurix.domain.InvalidValueException;

/** Names a channel: the {@code phone_number_id} of the WhatsApp Cloud API, 1 to 32 digits (LD-1). Unique on the platform. */
public record ChannelId(String value) {
    private static final int LONGEST = 32;

    public ChannelId {
        if (value.isEmpty() || value.length() > LONGEST || !isDigits(value)) {
            throw new InvalidValueException("must be 1 to 32 digits, the phone_number_id of the WhatsApp Cloud API");
        }
    }

    /** By hand: each row of a page passes here, and a regular expression takes several times as long. */
    private static boolean isDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}

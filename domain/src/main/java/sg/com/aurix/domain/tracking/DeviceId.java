package sg.com.aurix.domain.tracking;

import sg.com.aurix.domain.Ascii;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Names a browser, as the widget in it says; our widget draws a random UUID.
 *
 * @param value 1 to 128 letters, digits or {@code . _ : -}
 */
public record DeviceId(String value) {
    private static final int LONGEST = 128;

    public DeviceId {
        if (value.isEmpty() || value.length() > LONGEST || !Ascii.all(value, 0, DeviceId::isAllowed)) {
            throw new InvalidValueException("must be 1 to 128 letters, digits or . _ : - (our widget sends a UUID)");
        }
    }

    private static boolean isAllowed(int character) {
        return Ascii.isAlphanumeric(character) || "._:-".indexOf(character) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}

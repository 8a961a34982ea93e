package sg.com.aurix.domain.tracking;

import java.util.regex.Pattern;
import sg.com.aurix.domain.InvalidValueException;

/**
 * Names a browser, as the widget in it says; our widget draws a random UUID.
 *
 * @param value 1 to 128 letters, digits or {@code . _ : -}
 */
public record DeviceId(String value) {
    private static final Pattern FORM = Pattern.compile("[\\w.:-]{1,128}");

    public DeviceId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("must be 1 to 128 letters, digits or . _ : - (our widget sends a UUID)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

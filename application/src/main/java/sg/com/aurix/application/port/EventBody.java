package sg.com.aurix.application.port;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of an event, made once and never changed: JSON in UTF-8. */
public final class EventBody {
    private final byte[] bytes;

    private EventBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A body of these bytes, which are copied. */
    public static EventBody of(byte[] bytes) {
        return new EventBody(bytes.clone());
    }

    /** A body of this text in UTF-8. */
    public static EventBody of(String json) {
        return new EventBody(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes as text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventBody body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length alone: bodies hold personal data (RS-19). */
    @Override
    public String toString() {
        return "EventBody[" + bytes.length + " bytes]";
    }
}

package sg.com.aurix.domain.tracking;

import java.util.UUID;

/** Names a click: a time-ordered UUID, so that newer clicks have greater ids. */
public record ClickId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}

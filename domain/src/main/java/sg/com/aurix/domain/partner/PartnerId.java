package sg.com.aurix.domain.partner;

import java.util.UUID;

/** Names a partner account. */
public record PartnerId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}

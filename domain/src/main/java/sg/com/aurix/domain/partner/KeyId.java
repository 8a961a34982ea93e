package sg.com.aurix.domain.partner;

import java.util.UUID;

/** Names an API key without being it: what an operator revokes. */
public record KeyId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}

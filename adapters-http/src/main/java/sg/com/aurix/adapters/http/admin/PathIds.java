package sg.com.aurix.adapters.http.admin;

import io.micronaut.http.HttpStatus;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.PartnerId;

/** The ids in paths; one that cannot be an id is answered like one that nobody has. */
final class PathIds {
    /** {@link UUID#fromString} reads far more than UUIDs. */
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private PathIds() {}

    static PartnerId partner(String id) {
        return uuid(id).map(PartnerId::new).orElseThrow(PathIds::unknownPartner);
    }

    static KeyId key(String id) {
        return uuid(id).map(KeyId::new).orElseThrow(PathIds::unknownKey);
    }

    static ChannelId channel(String id) {
        try {
            return new ChannelId(id);
        } catch (InvalidValueException e) {
            throw unknownChannel();
        }
    }

    static ApiException unknownPartner() {
        return ApiException.of(HttpStatus.NOT_FOUND, "There is no such partner: GET /admin/partners lists them.");
    }

    static ApiException unknownKey() {
        return ApiException.of(
                HttpStatus.NOT_FOUND, "The partner has no such key: GET /admin/partners/{id}/keys lists them.");
    }

    static ApiException unknownChannel() {
        return ApiException.of(
                HttpStatus.NOT_FOUND, "The partner has no such channel: GET /admin/partners/{id}/channels lists them.");
    }

    private static Optional<UUID> uuid(String id) {
        return FORM.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }
}

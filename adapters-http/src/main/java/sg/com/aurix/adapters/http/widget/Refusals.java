package sg.com.aurix.adapters.http.widget;

import io.micronaut.http.HttpStatus;
import sg.com.aurix.adapters.http.error.ApiException;

/** Why a visitor is not handed off. */
final class Refusals {
    private Refusals() {}

    static ApiException unknownToken() {
        return ApiException.of(
                HttpStatus.NOT_FOUND,
                "There is no channel with that widget token: use the one of the partner's snippet.");
    }

    static ApiException unknownSession() {
        return ApiException.of(
                HttpStatus.NOT_FOUND,
                "There is no session with that correlation id: use the one that a click of this channel was answered"
                        + " with.");
    }

    static ApiException channelOff() {
        return ApiException.of(
                HttpStatus.CONFLICT, "This channel is switched off and takes no clicks: switch it on to use it again.");
    }
}

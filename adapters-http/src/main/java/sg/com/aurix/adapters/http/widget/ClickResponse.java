package sg.com.aurix.adapters.http.widget;

import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.TrackClick;

/**
 * What the widget needs to hand the visitor off.
 *
 * @param returning whether the click belongs to a session that an earlier one began
 */
@EdgeRecord
record ClickResponse(String correlationId, String whatsappUrl, boolean returning) {
    static ClickResponse of(TrackClick.Outcome.Tracked tracked) {
        return new ClickResponse(
                tracked.click().correlationId().value(), tracked.handOff().url(), tracked.returning());
    }
}

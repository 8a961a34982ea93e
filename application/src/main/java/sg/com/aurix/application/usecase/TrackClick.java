package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Optional;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.HandOff;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

/** Records clicks on the widget and hands each visitor off to WhatsApp with the correlation id of the session (TR-1 to TR-6). */
public interface TrackClick {
    /**
     * Records clicks that happened at the same moment, all in one unit of work; when this returns they are committed.
     *
     * <p>Bots get the same answer as everybody; what they do is recorded and marked, and partners do not hear of it.
     *
     * @return one outcome for each click, in their order; a click that is refused does not hold up the others
     */
    List<Outcome> track(List<WidgetClick> clicks);

    /** Records one click. */
    default Outcome track(WidgetClick click) {
        return track(List.of(click)).get(0);
    }

    /**
     * What a widget says of a click.
     *
     * @param firstRawUrl the page the visitor landed on first, where the widget remembers it (TR-5)
     */
    record WidgetClick(
            WidgetToken token,
            DeviceId deviceId,
            PageUrl clickUrl,
            Optional<PageUrl> firstRawUrl,
            PageContext context,
            Visitor visitor) {}

    /** What became of a click. */
    sealed interface Outcome {
        /**
         * The click is recorded.
         *
         * @param returning whether it belongs to a session that an earlier click began
         */
        record Tracked(Click click, HandOff handOff, boolean returning) implements Outcome {}

        /** No channel has that widget token. */
        record UnknownToken() implements Outcome {}

        /** The channel is switched off. */
        record ChannelOff() implements Outcome {}
    }
}

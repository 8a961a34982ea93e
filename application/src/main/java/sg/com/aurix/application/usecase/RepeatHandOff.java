package sg.com.aurix.application.usecase;

import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.HandOff;

/** Makes the hand-off of a session again, for the visitor's phone; counts no click. */
public interface RepeatHandOff {
    /** The hand-off to the token's channel from a session of its partner. */
    Outcome repeat(WidgetToken token, CorrelationId id);

    /** What came of it. */
    sealed interface Outcome {
        /**
         * The same hand-off as the click's, by the channel's settings of now.
         *
         * @param brief the one without the channel's own message
         */
        record Repeated(HandOff handOff, HandOff brief) implements Outcome {}

        /** No channel has that widget token. */
        record UnknownToken() implements Outcome {}

        /** The channel's partner has no such session. */
        record UnknownSession() implements Outcome {}

        /** The channel is switched off. */
        record ChannelOff() implements Outcome {}
    }
}

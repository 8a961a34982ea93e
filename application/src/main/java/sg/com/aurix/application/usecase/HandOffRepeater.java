package sg.com.aurix.application.usecase;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.HandOff;

record HandOffRepeater(Channels channels, Sessions sessions) implements RepeatHandOff {
    @Override
    public Outcome repeat(WidgetToken token, CorrelationId id) {
        @Nullable Channel channel = channels.byToken(Set.of(token)).get(token);
        if (channel == null) {
            return new Outcome.UnknownToken();
        }
        if (!channel.active()) {
            return new Outcome.ChannelOff();
        }
        return sessions.find(channel.partnerId(), id).isPresent()
                ? new Outcome.Repeated(HandOff.to(channel, id), HandOff.brief(channel, id))
                : new Outcome.UnknownSession();
    }
}

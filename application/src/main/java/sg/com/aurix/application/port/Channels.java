package sg.com.aurix.application.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.WidgetToken;

/** The channels of all partners. */
public interface Channels {
    /**
     * Keeps a new channel, unless its id or its widget token is taken by any partner's channel.
     *
     * @return whether it was kept; when two add the same at once, one of them gets {@code true}
     */
    boolean add(Channel channel);

    /**
     * Replaces the channel of the same partner and id. The widget token and the creation date stay as they are.
     *
     * @return whether the partner has such a channel
     */
    boolean replace(Channel channel);

    /**
     * The partner's channel of that id; nobody else gets it through this method until the unit of work ends. Call it within one.
     */
    Optional<Channel> lock(PartnerId partnerId, ChannelId id);

    /** The channel of that id, whosever it is. */
    Optional<Channel> find(ChannelId id);

    /** The channels of those tokens; a token that is not known is not in the answer. */
    Map<WidgetToken, Channel> byToken(Collection<WidgetToken> tokens);

    /** The partner's channels, oldest first, ties broken by id. */
    List<Channel> of(PartnerId partnerId);
}

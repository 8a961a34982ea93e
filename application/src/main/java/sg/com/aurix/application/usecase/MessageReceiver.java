package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.Conversations;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.LeadExtractor.Extracted;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.application.port.Sessions.Linking;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.webhook.PartnerEvent;

final class MessageReceiver implements ReceiveMessage {
    private final Announcer announcer;
    private final Channels channels;
    private final Conversations conversations;
    private final Sessions sessions;
    private final Leads leads;
    private final LeadExtractor extractor;
    private final InstantSource clock;

    MessageReceiver(
            Announcer announcer,
            Channels channels,
            Conversations conversations,
            Sessions sessions,
            Leads leads,
            LeadExtractor extractor,
            InstantSource clock) {
        this.announcer = announcer;
        this.channels = channels;
        this.conversations = conversations;
        this.sessions = sessions;
        this.leads = leads;
        this.extractor = extractor;
        this.clock = clock;
    }

    @Override
    public Outcome receive(InboundMessage message) {
        return announcer.run(events -> receiveWithin(message, events));
    }

    private Outcome receiveWithin(InboundMessage message, List<PartnerEvent> events) {
        Optional<Channel> known = channels.find(message.channelId());
        if (known.isEmpty()) {
            return new Outcome.UnknownChannel(message.channelId());
        }
        Channel channel = known.get();
        Instant now = clock.instant();
        if (!conversations.admit(channel, message.id(), now)) {
            return new Outcome.AlreadySeen();
        }
        Conversation conversation = conversations.join(channel, message.contact(), now);
        Lead before = leads.openOrLock(conversation, now);

        Optional<Session> linked = link(message, conversation, now);
        Lead correlated = correlate(before, linked, now, events);
        Lead after = collect(correlated, extractor.extract(message, channel), channel, now, events);
        if (!after.equals(before)) {
            leads.save(after);
        }
        return linked.<Outcome>map(session -> new Outcome.Correlated(after, session))
                .orElseGet(() -> new Outcome.Unreferenced(after));
    }

    /** Links the first session that a reference in the message names and that nobody else holds (LD-3). */
    private Optional<Session> link(InboundMessage message, Conversation conversation, Instant now) {
        List<Reference> references = message.references();
        if (references.isEmpty()) {
            return Optional.empty();
        }
        for (Reference reference : sessions.known(conversation.partnerId(), references)) {
            Linking linking = sessions.link(conversation.partnerId(), reference, conversation.id(), now);
            if (linking instanceof Linking.Linked linked) {
                return Optional.of(linked.session());
            }
        }
        return Optional.empty();
    }

    /** A lead keeps its first session; that a later visit led to the same conversation shows in the attribution log alone. */
    private static Lead correlate(Lead lead, Optional<Session> linked, Instant now, List<PartnerEvent> events) {
        if (linked.isEmpty() || lead.correlationId().isPresent()) {
            return lead;
        }
        Session session = linked.get();
        Lead correlated = lead.correlate(session.id(), now);
        events.add(new PartnerEvent.LeadCorrelated(correlated, session.id(), now));
        return correlated;
    }

    private static Lead collect(
            Lead lead, Extracted extracted, Channel channel, Instant now, List<PartnerEvent> events) {
        LeadData stated = ifThereIsRoom(() -> lead.data().with(extracted.stated()), lead.data());
        LeadData known = ifThereIsRoom(() -> stated.orElse(extracted.implied()), stated);
        Lead collected = lead.collect(known, channel.leadForm(), now);
        LeadCompletion.announce(lead, collected, now, events);
        return collected;
    }

    /** A lead that is full takes no more data points; the message is taken all the same, or it would come for ever (LD-6). */
    private static LeadData ifThereIsRoom(Supplier<LeadData> more, LeadData before) {
        try {
            return more.get();
        } catch (InvalidValueException e) {
            return before;
        }
    }
}

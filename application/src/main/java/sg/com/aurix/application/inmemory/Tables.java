package sg.com.aurix.application.inmemory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;

/** What several ports look at: the rows of a journey from click to lead. Written through {@link Transactions} only. */
final class Tables {
    final Map<Reference, Session> sessions = new HashMap<>();
    final Map<Reference, ConversationId> links = new HashMap<>();
    final Map<Device, Reference> currentSessions = new HashMap<>();
    final Map<ClickId, Click> clicks = new LinkedHashMap<>();
    final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
    final Map<ConversationId, Lead> leads = new LinkedHashMap<>();

    Optional<Session> session(CorrelationId id) {
        return Optional.ofNullable(sessions.get(Reference.to(id)));
    }

    /** The lead of the conversation that a session is linked to. */
    Optional<Lead> leadOf(CorrelationId session) {
        return Optional.ofNullable(links.get(Reference.to(session))).map(leads::get);
    }

    /** The click that began a session. */
    Optional<Click> firstClick(CorrelationId session) {
        return clicks.values().stream()
                .filter(click -> click.correlationId().equals(session))
                .min(Comparator.comparing(Click::clickedAt)
                        .thenComparing(click -> click.id().toString()));
    }

    record Device(PartnerId partnerId, DeviceId deviceId) {}
}

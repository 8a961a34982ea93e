package sg.com.aurix.application.inmemory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.Session;

final class InMemorySessions implements Sessions {
    private final Transactions transactions;
    private final Tables tables;

    InMemorySessions(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public List<Opening> openOrResume(List<Session> candidates, Instant since) {
        return transactions.run(() -> candidates.stream()
                .map(candidate -> openOrResume(candidate, since))
                .toList());
    }

    private Opening openOrResume(Session candidate, Instant since) {
        Tables.Device device = new Tables.Device(candidate.partnerId(), candidate.deviceId());
        Session latest = tables.sessions.get(tables.currentSessions.get(device));
        if (latest != null && !latest.startedAt().isBefore(since)) {
            return new Opening.Resumed(latest);
        }
        Reference name = Reference.to(candidate.id());
        if (tables.sessions.containsKey(name)) {
            return new Opening.IdTaken();
        }
        transactions.put(tables.sessions, name, candidate);
        transactions.put(tables.currentSessions, device, name);
        return new Opening.Opened(candidate);
    }

    @Override
    public Linking link(PartnerId partnerId, Reference reference, ConversationId conversationId, Instant now) {
        return transactions.run(() -> {
            Session session = tables.sessions.get(reference);
            if (session == null || !session.partnerId().equals(partnerId)) {
                return new Linking.Unknown();
            }
            ConversationId holder = tables.links.get(reference);
            if (holder != null) {
                return holder.equals(conversationId)
                        ? new Linking.AlreadyLinked(session)
                        : new Linking.LinkedElsewhere();
            }
            Session linked = session.correlated(now);
            transactions.put(tables.sessions, reference, linked);
            transactions.put(tables.links, reference, conversationId);
            return new Linking.Linked(linked);
        });
    }

    @Override
    public List<Reference> known(PartnerId partnerId, List<Reference> references) {
        return transactions.run(() -> references.stream()
                .filter(reference -> Optional.ofNullable(tables.sessions.get(reference))
                        .filter(session -> session.partnerId().equals(partnerId))
                        .isPresent())
                .toList());
    }

    @Override
    public Optional<Session> find(PartnerId partnerId, CorrelationId id) {
        return transactions.run(() -> tables.session(id)
                .filter(session -> session.partnerId().equals(partnerId))
                .filter(session -> session.id().equals(id)));
    }
}

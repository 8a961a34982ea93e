package sg.com.aurix.application.inmemory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadId;
import sg.com.aurix.domain.partner.PartnerId;

final class InMemoryLeads implements Leads {
    private final Transactions transactions;
    private final Tables tables;

    InMemoryLeads(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public Lead openOrLock(Conversation conversation, Instant now) {
        return transactions.run(() -> {
            transactions.requireUnitOfWork();
            Optional<Lead> known = current(conversation.id());
            if (known.isPresent()) {
                return known.get();
            }
            Lead opened = Lead.open(new LeadId(tables.leads.size() + 1L), conversation, now);
            transactions.put(tables.leads, conversation.id(), opened);
            return opened;
        });
    }

    @Override
    public Optional<Lead> lock(PartnerId partnerId, ConversationId conversationId) {
        return transactions.run(() -> {
            transactions.requireUnitOfWork();
            return current(conversationId)
                    .filter(lead -> lead.conversation().partnerId().equals(partnerId));
        });
    }

    @Override
    public void save(Lead lead) {
        transactions.run(() -> {
            transactions.requireUnitOfWork();
            if (!tables.leads.containsKey(lead.conversation().id())) {
                throw new IllegalArgumentException("there is no such lead");
            }
            transactions.put(tables.leads, lead.conversation().id(), lead);
            return lead;
        });
    }

    @Override
    public LeadRow row(Lead lead) {
        return transactions.run(() -> new LeadRow(lead, lead.correlationId().flatMap(tables::firstClick)));
    }

    @Override
    public List<LeadRow> page(PartnerId partnerId, PageRequest request) {
        return transactions.run(() -> Pages.cut(
                tables.leads.keySet().stream()
                        .flatMap(conversationId -> current(conversationId).stream())
                        .filter(lead -> lead.conversation().partnerId().equals(partnerId))
                        .map(this::row),
                LeadRow::position,
                Comparator.comparingLong(Long::parseLong),
                request));
    }

    /** The lead with its conversation as that is now: a later message may have brought the contact's missing half. */
    private Optional<Lead> current(ConversationId id) {
        Lead lead = tables.leads.get(id);
        Conversation conversation = tables.conversations.get(id);
        if (lead == null || conversation == null) {
            return Optional.ofNullable(lead);
        }
        return Optional.of(new Lead(
                lead.id(),
                conversation,
                lead.correlationId(),
                lead.data(),
                lead.createdAt(),
                lead.updatedAt(),
                lead.completedAt()));
    }
}

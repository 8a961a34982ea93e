package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.PartnerEvent;

final class LeadDataCollector implements CollectLeadData {
    private final Announcer announcer;
    private final Channels channels;
    private final Leads leads;
    private final LeadExtractor extractor;
    private final InstantSource clock;

    LeadDataCollector(
            Announcer announcer, Channels channels, Leads leads, LeadExtractor extractor, InstantSource clock) {
        this.announcer = announcer;
        this.channels = channels;
        this.leads = leads;
        this.extractor = extractor;
        this.clock = clock;
    }

    @Override
    public Outcome collect(PartnerId partnerId, ConversationId conversationId, Map<String, String> fields) {
        return announcer.run(events -> collectWithin(partnerId, conversationId, fields, events));
    }

    private Outcome collectWithin(
            PartnerId partnerId, ConversationId conversationId, Map<String, String> fields, List<PartnerEvent> events) {
        Optional<Lead> found = leads.lock(partnerId, conversationId);
        if (found.isEmpty()) {
            return new Outcome.UnknownConversation();
        }
        Lead before = found.get();
        Channel channel = channels.find(before.conversation().channelId())
                .orElseThrow(() -> new IllegalStateException("a conversation has no channel"));
        List<FieldProblem> problems = new ArrayList<>();
        Map<FieldKey, String> given = read(fields, channel, problems);
        Optional<LeadData> known = problems.isEmpty() ? merge(before.data(), given, problems) : Optional.empty();
        if (known.isEmpty()) {
            return new Outcome.Invalid(problems);
        }
        Instant now = clock.instant();
        Lead after = before.collect(known.get(), channel.leadForm(), now);
        if (!after.equals(before)) {
            LeadCompletion.announce(before, after, now, events);
            leads.save(after);
        }
        return new Outcome.Collected(leads.row(after));
    }

    private Map<FieldKey, String> read(Map<String, String> fields, Channel channel, List<FieldProblem> problems) {
        Map<FieldKey, String> read = new LinkedHashMap<>();
        fields.forEach((name, written) -> {
            try {
                FieldKey key = new FieldKey(name);
                String value = extractor.normalize(key, written, channel);
                LeadData.check(key, value);
                read.put(key, value);
            } catch (InvalidValueException e) {
                problems.add(new FieldProblem(name, e.expected()));
            }
        });
        return read;
    }

    private static Optional<LeadData> merge(LeadData before, Map<FieldKey, String> given, List<FieldProblem> problems) {
        try {
            return Optional.of(before.with(new LeadData(given)));
        } catch (InvalidValueException e) {
            problems.add(new FieldProblem("", e.expected()));
            return Optional.empty();
        }
    }
}

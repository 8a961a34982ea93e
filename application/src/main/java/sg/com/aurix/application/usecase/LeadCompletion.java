package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.util.List;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadStatus;
import sg.com.aurix.domain.webhook.PartnerEvent;

/** Tells of a lead's completion the one time it happens (LD-5). */
final class LeadCompletion {
    private LeadCompletion() {}

    static void announce(Lead before, Lead after, Instant now, List<PartnerEvent> events) {
        if (before.status() != LeadStatus.COMPLETE && after.status() == LeadStatus.COMPLETE) {
            events.add(new PartnerEvent.LeadCompleted(after, now));
        }
    }
}

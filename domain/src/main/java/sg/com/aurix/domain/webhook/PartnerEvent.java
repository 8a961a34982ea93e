package sg.com.aurix.domain.webhook;

import java.time.Instant;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.CorrelationId;

/** Something that happened and that the partner is told of; not yet in any wire format. */
public sealed interface PartnerEvent {
    /** Whom it concerns. */
    PartnerId partnerId();

    /** What kind of event it is. */
    EventType type();

    /** When it happened. */
    Instant occurredAt();

    /** A visitor clicked the widget (TR-3). */
    record WidgetClicked(Click click) implements PartnerEvent {
        @Override
        public PartnerId partnerId() {
            return click.partnerId();
        }

        @Override
        public EventType type() {
            return EventType.WIDGET_CLICK;
        }

        @Override
        public Instant occurredAt() {
            return click.clickedAt();
        }
    }

    /**
     * A message linked a conversation to a session (LD-3).
     *
     * @param lead the lead as the link left it
     */
    record LeadCorrelated(Lead lead, CorrelationId correlationId, Instant occurredAt) implements PartnerEvent {
        @Override
        public PartnerId partnerId() {
            return lead.conversation().partnerId();
        }

        @Override
        public EventType type() {
            return EventType.LEAD_CORRELATED;
        }
    }

    /**
     * The last required data point of a lead was collected (LD-5).
     *
     * @param lead the lead with everything collected
     */
    record LeadCompleted(Lead lead, Instant occurredAt) implements PartnerEvent {
        @Override
        public PartnerId partnerId() {
            return lead.conversation().partnerId();
        }

        @Override
        public EventType type() {
            return EventType.LEAD_COMPLETE;
        }
    }
}

package sg.com.aurix.application.usecase;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.QueryParameters;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.PartnerEvent;

/** The published form of events: the envelope and the keys of each kind, in the order of the published examples (WH-5). */
final class Envelope {
    private Envelope() {}

    static EventBody of(EventId id, PartnerEvent event) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("event_type", event.type().published());
        envelope.put("event_id", id.published());
        envelope.put("timestamp", PublishedTime.of(event.occurredAt()));
        envelope.put("data", data(event));
        return EventBody.of(JsonWriter.write(envelope));
    }

    private static Map<String, @Nullable Object> data(PartnerEvent event) {
        if (event instanceof PartnerEvent.WidgetClicked clicked) {
            return clicked(clicked.click());
        }
        if (event instanceof PartnerEvent.LeadCorrelated correlated) {
            return correlated(correlated);
        }
        return completed(((PartnerEvent.LeadCompleted) event).lead());
    }

    private static Map<String, @Nullable Object> clicked(Click click) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("correlation_id", click.correlationId().value());
        data.put("device_id", click.deviceId().value());
        data.put("click_url", click.clickUrl().value());
        data.put("parsed_params", parsedParams(click.parsedParams()));
        data.put("ip_address", click.visitor().ipAddress().orElse(null));
        data.put("user_agent", click.visitor().userAgent().orElse(null));
        return data;
    }

    private static Map<String, @Nullable Object> correlated(PartnerEvent.LeadCorrelated event) {
        Lead lead = event.lead();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("correlation_id", event.correlationId().value());
        data.put("conversation_id", lead.conversation().id().value());
        data.put("phone_number", phoneNumber(lead));
        data.put("lead_status", lead.status().published());
        data.put("channel_id", lead.conversation().channelId().value());
        return data;
    }

    private static @Nullable String phoneNumber(Lead lead) {
        return lead.conversation()
                .contact()
                .phoneNumber()
                .or(() -> lead.data().phone())
                .map(PhoneNumber::digits)
                .orElse(null);
    }

    private static Map<String, @Nullable Object> completed(Lead lead) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put(
                "correlation_id", lead.correlationId().map(CorrelationId::value).orElse(null));
        data.put("conversation_id", lead.conversation().id().value());
        data.put("lead_status", lead.status().published());
        data.put("lead_data", leadData(lead.data()));
        return data;
    }

    /** Name, email and phone first, as in the published example, then the rest in the order of collection. */
    private static Map<String, @Nullable Object> leadData(LeadData collected) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (FieldKey key : List.of(FieldKey.NAME, FieldKey.EMAIL, FieldKey.PHONE)) {
            collected.get(key).ifPresent(value -> data.put(key.value(), value));
        }
        collected.values().forEach((key, value) -> data.put(key.value(), value));
        collected.phone().ifPresent(phone -> data.put(FieldKey.PHONE.value(), phone.e164()));
        return data;
    }

    /** A name with one value has it as it is, a name with several has them all in an array (TR-4). */
    private static Map<String, @Nullable Object> parsedParams(QueryParameters parameters) {
        Map<String, @Nullable Object> parsed = new LinkedHashMap<>();
        parameters.values().forEach((name, values) -> parsed.put(name, values.size() == 1 ? values.get(0) : values));
        return parsed;
    }
}

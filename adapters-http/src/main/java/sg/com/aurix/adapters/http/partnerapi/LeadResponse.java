package sg.com.aurix.adapters.http.partnerapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.tracking.Click;

/**
 * A lead as documented (API-7).
 *
 * @param leadJson the data points collected; {@code null} where one of the three contact fields is not known
 * @param clickUrl like the fields behind it {@code null} where the lead came without a click
 * @param parsedParams JSON already, written as it stands
 */
@EdgeRecord
public record LeadResponse(
        long leadId,
        String leadStatus,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, @Nullable String> leadJson,
        String createdAt,
        String updatedAt,
        @Nullable String clickUrl,
        @JsonRawValue @Nullable String parsedParams,
        @Nullable String ipAddress,
        @Nullable String userAgent) {
    /** The published form of a row. */
    public static LeadResponse of(LeadRow row) {
        Lead lead = row.lead();
        Optional<Click> click = row.firstClick();
        return new LeadResponse(
                lead.id().value(),
                lead.status().published(),
                leadJson(lead.data()),
                PublishedTime.of(lead.createdAt()),
                PublishedTime.of(lead.updatedAt()),
                click.map(first -> first.clickUrl().value()).orElse(null),
                click.map(first -> ParsedParams.of(first.parsedParams())).orElse(null),
                click.flatMap(first -> first.visitor().ipAddress()).orElse(null),
                click.flatMap(first -> first.visitor().userAgent()).orElse(null));
    }

    private static Map<String, @Nullable String> leadJson(LeadData data) {
        Map<String, @Nullable String> published = new LinkedHashMap<>();
        published.put("contact_name", data.get(FieldKey.NAME).orElse(null));
        published.put("contact_number", data.get(FieldKey.PHONE).orElse(null));
        published.put("contact_email", data.get(FieldKey.EMAIL).orElse(null));
        data.values().forEach((key, value) -> {
            if (!key.equals(FieldKey.NAME) && !key.equals(FieldKey.PHONE) && !key.equals(FieldKey.EMAIL)) {
                published.put(key.value(), value);
            }
        });
        return published;
    }

    /** The id and status alone: the rest is personal data (RS-19). */
    @Override
    public String toString() {
        return "LeadResponse[" + leadId + ", " + leadStatus + "]";
    }
}

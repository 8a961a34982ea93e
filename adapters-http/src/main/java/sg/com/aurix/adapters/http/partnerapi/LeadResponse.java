package sg.com.aurix.adapters.http.partnerapi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.tracking.Click;

/** A lead as documented (API-7); what is of its click is {@code null} where it came without one. */
public final class LeadResponse extends WrittenRow {
    private static final SerializedString LEAD_ID = new SerializedString("lead_id");
    private static final SerializedString LEAD_STATUS = new SerializedString("lead_status");
    private static final SerializedString LEAD_JSON = new SerializedString("lead_json");
    private static final SerializedString CONTACT_NAME = new SerializedString("contact_name");
    private static final SerializedString CONTACT_NUMBER = new SerializedString("contact_number");
    private static final SerializedString CONTACT_EMAIL = new SerializedString("contact_email");
    private static final SerializedString UPDATED_AT = new SerializedString("updated_at");

    private final LeadRow row;

    private LeadResponse(LeadRow row) {
        this.row = row;
    }

    /** The published form of a row. */
    public static LeadResponse of(LeadRow row) {
        return new LeadResponse(row);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        Lead lead = row.lead();
        Optional<Click> click = row.firstClick();
        json.writeStartObject();
        json.writeFieldName(LEAD_ID);
        json.writeNumber(lead.id().value());
        writeText(json, LEAD_STATUS, lead.status().published());
        json.writeFieldName(LEAD_JSON);
        write(json, lead.data());
        writeText(json, CREATED_AT, PublishedTime.of(lead.createdAt()));
        writeText(json, UPDATED_AT, PublishedTime.of(lead.updatedAt()));
        writeText(json, CLICK_URL, click.map(first -> first.clickUrl().value()).orElse(null));
        json.writeFieldName(PARSED_PARAMS);
        json.writeRawValue(
                click.map(first -> ParsedParams.of(first.parsedParams())).orElse("null"));
        writeText(
                json,
                IP_ADDRESS,
                click.flatMap(first -> first.visitor().ipAddress()).orElse(null));
        writeText(
                json,
                USER_AGENT,
                click.flatMap(first -> first.visitor().userAgent()).orElse(null));
        json.writeEndObject();
    }

    /** The three contact fields, known or not, and behind them the others in the order in which they were collected. */
    private static void write(JsonGenerator json, LeadData data) throws IOException {
        json.writeStartObject();
        writeText(json, CONTACT_NAME, data.get(FieldKey.NAME).orElse(null));
        writeText(json, CONTACT_NUMBER, data.get(FieldKey.PHONE).orElse(null));
        writeText(json, CONTACT_EMAIL, data.get(FieldKey.EMAIL).orElse(null));
        for (Map.Entry<FieldKey, String> field : data.values().entrySet()) {
            if (!isContactField(field.getKey())) {
                json.writeStringField(field.getKey().value(), field.getValue());
            }
        }
        json.writeEndObject();
    }

    private static boolean isContactField(FieldKey key) {
        return key.equals(FieldKey.NAME) || key.equals(FieldKey.PHONE) || key.equals(FieldKey.EMAIL);
    }

    /** The id and status alone: the rest is personal data (RS-19). */
    @Override
    public String toString() {
        return "LeadResponse[" + row.lead().id().value() + ", "
                + row.lead().status().published() + "]";
    }
}

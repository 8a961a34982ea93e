package sg.com.aurix.adapters.http.partnerapi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.PageUrl;

/**
 * A click in both of the shapes that the two published documents print (API-6), and what is known beyond them.
 *
 * <p>Most values stand there twice: those are escaped and encoded once.
 */
final class AttributionResponse extends WrittenRow {
    private static final SerializedString CORRELATION_ID = new SerializedString("correlation_id");
    private static final SerializedString DEVICE_ID = new SerializedString("device_id");
    private static final SerializedString CORRELATED_AT = new SerializedString("correlated_at");
    private static final SerializedString LEAD_TYPE = new SerializedString("lead_type");
    private static final SerializedString SOURCE_CORRELATION_ID =
            new SerializedString("wa_inbound_source_correlation_id");
    private static final SerializedString SOURCE_DEVICE_ID = new SerializedString("wa_inbound_source_device_id");
    private static final SerializedString SOURCE_CLICK_URL = new SerializedString("wa_inbound_source_click_url");
    private static final SerializedString SOURCE_FIRST_RAW_URL =
            new SerializedString("wa_inbound_source_first_raw_url");
    private static final SerializedString SOURCE_PARSED_PARAMS =
            new SerializedString("wa_inbound_source_parsed_params");
    private static final SerializedString SOURCE_IP_ADDRESS = new SerializedString("wa_inbound_source_ip_address");
    private static final SerializedString SOURCE_USER_AGENT = new SerializedString("wa_inbound_source_user_agent");
    private static final SerializedString SOURCE_CORRELATED_AT =
            new SerializedString("wa_inbound_source_correlated_at");
    private static final SerializedString REFERRER = new SerializedString("referrer");
    private static final SerializedString PAGE_TITLE = new SerializedString("page_title");
    private static final SerializedString IS_BOT = new SerializedString("is_bot");
    private static final SerializedString LAST_PARSED_PARAMS = new SerializedString("last_parsed_params");

    private final AttributionRow row;

    private AttributionResponse(AttributionRow row) {
        this.row = row;
    }

    static AttributionResponse of(AttributionRow row) {
        return new AttributionResponse(row);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        Click click = row.click();
        SerializedString correlationId =
                new SerializedString(click.correlationId().value());
        SerializedString deviceId = new SerializedString(click.deviceId().value());
        @Nullable SerializedString correlatedAt = written(row.correlatedAt().map(PublishedTime::of));
        SerializedString clickUrl = new SerializedString(click.clickUrl().value());
        SerializedString firstRawUrl = click.firstRawUrl()
                .map(url -> new SerializedString(url.value()))
                .orElse(clickUrl);
        SerializedString parsedParams = new SerializedString(ParsedParams.of(click.parsedParams()));
        SerializedString lastParsedParams = click.firstRawUrl().isPresent()
                ? new SerializedString(ParsedParams.of(click.lastParsedParams()))
                : parsedParams;
        @Nullable SerializedString ipAddress = written(click.visitor().ipAddress());
        @Nullable SerializedString userAgent = written(click.visitor().userAgent());
        json.writeStartObject();
        writeText(json, CORRELATION_ID, correlationId);
        writeText(json, DEVICE_ID, deviceId);
        writeText(json, CREATED_AT, PublishedTime.of(click.clickedAt()));
        writeText(json, CORRELATED_AT, correlatedAt);
        writeText(json, CLICK_URL, clickUrl);
        writeRaw(json, PARSED_PARAMS, parsedParams);
        writeText(json, IP_ADDRESS, ipAddress);
        writeText(json, USER_AGENT, userAgent);
        writeText(json, LEAD_TYPE, row.leadType().orElse(null));
        writeText(json, SOURCE_CORRELATION_ID, correlationId);
        writeText(json, SOURCE_DEVICE_ID, deviceId);
        writeText(json, SOURCE_CLICK_URL, clickUrl);
        writeText(json, SOURCE_FIRST_RAW_URL, firstRawUrl);
        writeRaw(json, SOURCE_PARSED_PARAMS, parsedParams);
        writeText(json, SOURCE_IP_ADDRESS, ipAddress);
        writeText(json, SOURCE_USER_AGENT, userAgent);
        writeText(json, SOURCE_CORRELATED_AT, correlatedAt);
        writeText(json, REFERRER, click.context().referrer().map(PageUrl::value).orElse(null));
        writeText(json, PAGE_TITLE, click.context().title().orElse(null));
        json.writeFieldName(IS_BOT);
        json.writeBoolean(click.bot());
        writeRaw(json, LAST_PARSED_PARAMS, lastParsedParams);
        json.writeEndObject();
    }

    private static @Nullable SerializedString written(Optional<String> text) {
        return text.map(SerializedString::new).orElse(null);
    }
}

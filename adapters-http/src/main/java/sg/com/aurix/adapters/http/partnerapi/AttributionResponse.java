package sg.com.aurix.adapters.http.partnerapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.PageUrl;

/** A click in both of the shapes that the two published documents print (API-6), and what is known beyond them. */
@EdgeRecord
record AttributionResponse(
        String correlationId,
        String deviceId,
        String createdAt,
        @Nullable String correlatedAt,
        String clickUrl,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, Object> parsedParams,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String leadType,
        String waInboundSourceCorrelationId,
        String waInboundSourceDeviceId,
        String waInboundSourceClickUrl,
        String waInboundSourceFirstRawUrl,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, Object> waInboundSourceParsedParams,
        @Nullable String waInboundSourceIpAddress,
        @Nullable String waInboundSourceUserAgent,
        @Nullable String waInboundSourceCorrelatedAt,
        @Nullable String referrer,
        @Nullable String pageTitle,
        boolean isBot,
        @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, Object> lastParsedParams) {
    static AttributionResponse of(AttributionRow row) {
        Click click = row.click();
        String correlationId = click.correlationId().value();
        String deviceId = click.deviceId().value();
        @Nullable
        String correlatedAt = row.correlatedAt().map(PublishedTime::of).orElse(null);
        String clickUrl = click.clickUrl().value();
        Map<String, Object> parsedParams = ParsedParams.of(click.parsedParams());
        Map<String, Object> lastParsedParams =
                click.firstRawUrl().isPresent() ? ParsedParams.of(click.lastParsedParams()) : parsedParams;
        @Nullable String ipAddress = click.visitor().ipAddress().orElse(null);
        @Nullable String userAgent = click.visitor().userAgent().orElse(null);
        return new AttributionResponse(
                correlationId,
                deviceId,
                PublishedTime.of(click.clickedAt()),
                correlatedAt,
                clickUrl,
                parsedParams,
                ipAddress,
                userAgent,
                row.leadType().orElse(null),
                correlationId,
                deviceId,
                clickUrl,
                click.firstTouch().value(),
                parsedParams,
                ipAddress,
                userAgent,
                correlatedAt,
                click.context().referrer().map(PageUrl::value).orElse(null),
                click.context().title().orElse(null),
                click.bot(),
                lastParsedParams);
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.adapters.http.json.WrittenOnce;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.PageUrl;

/** A click in both of the shapes that the two published documents print (API-6), and what is known beyond them. */
@EdgeRecord
record AttributionResponse(
        WrittenOnce correlationId,
        WrittenOnce deviceId,
        String createdAt,
        @Nullable WrittenOnce correlatedAt,
        WrittenOnce clickUrl,
        WrittenOnce parsedParams,
        @Nullable WrittenOnce ipAddress,
        @Nullable WrittenOnce userAgent,
        @Nullable String leadType,
        WrittenOnce waInboundSourceCorrelationId,
        WrittenOnce waInboundSourceDeviceId,
        WrittenOnce waInboundSourceClickUrl,
        WrittenOnce waInboundSourceFirstRawUrl,
        WrittenOnce waInboundSourceParsedParams,
        @Nullable WrittenOnce waInboundSourceIpAddress,
        @Nullable WrittenOnce waInboundSourceUserAgent,
        @Nullable WrittenOnce waInboundSourceCorrelatedAt,
        @Nullable String referrer,
        @Nullable String pageTitle,
        boolean isBot,
        WrittenOnce lastParsedParams) {
    static AttributionResponse of(AttributionRow row) {
        Click click = row.click();
        WrittenOnce correlationId = WrittenOnce.text(click.correlationId().value());
        WrittenOnce deviceId = WrittenOnce.text(click.deviceId().value());
        @Nullable
        WrittenOnce correlatedAt = WrittenOnce.nullable(row.correlatedAt().map(PublishedTime::of));
        WrittenOnce clickUrl = WrittenOnce.text(click.clickUrl().value());
        WrittenOnce firstRawUrl =
                click.firstRawUrl().map(url -> WrittenOnce.text(url.value())).orElse(clickUrl);
        WrittenOnce parsedParams = ParsedParams.of(click.parsedParams());
        WrittenOnce lastParsedParams =
                click.firstRawUrl().isPresent() ? ParsedParams.of(click.lastParsedParams()) : parsedParams;
        @Nullable WrittenOnce ipAddress = WrittenOnce.nullable(click.visitor().ipAddress());
        @Nullable WrittenOnce userAgent = WrittenOnce.nullable(click.visitor().userAgent());
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
                firstRawUrl,
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

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
        ParsedParams parsedParams,
        @Nullable WrittenOnce ipAddress,
        @Nullable WrittenOnce userAgent,
        @Nullable String leadType,
        WrittenOnce waInboundSourceCorrelationId,
        WrittenOnce waInboundSourceDeviceId,
        WrittenOnce waInboundSourceClickUrl,
        WrittenOnce waInboundSourceFirstRawUrl,
        ParsedParams waInboundSourceParsedParams,
        @Nullable WrittenOnce waInboundSourceIpAddress,
        @Nullable WrittenOnce waInboundSourceUserAgent,
        @Nullable WrittenOnce waInboundSourceCorrelatedAt,
        @Nullable String referrer,
        @Nullable String pageTitle,
        boolean isBot,
        ParsedParams lastParsedParams) {
    static AttributionResponse of(AttributionRow row) {
        Click click = row.click();
        WrittenOnce correlationId = WrittenOnce.of(click.correlationId().value());
        WrittenOnce deviceId = WrittenOnce.of(click.deviceId().value());
        @Nullable
        WrittenOnce correlatedAt = WrittenOnce.ofNullable(row.correlatedAt().map(PublishedTime::of));
        WrittenOnce clickUrl = WrittenOnce.of(click.clickUrl().value());
        WrittenOnce firstRawUrl =
                click.firstRawUrl().map(url -> WrittenOnce.of(url.value())).orElse(clickUrl);
        ParsedParams parsedParams = ParsedParams.of(click.parsedParams());
        ParsedParams lastParsedParams =
                click.firstRawUrl().isPresent() ? ParsedParams.of(click.lastParsedParams()) : parsedParams;
        @Nullable WrittenOnce ipAddress = WrittenOnce.ofNullable(click.visitor().ipAddress());
        @Nullable WrittenOnce userAgent = WrittenOnce.ofNullable(click.visitor().userAgent());
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

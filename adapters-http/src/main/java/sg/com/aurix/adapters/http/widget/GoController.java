package sg.com.aurix.adapters.http.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.request.PublicUrl;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.QueryParameters;

/** The way to WhatsApp without script: a link in a page, an e-mail or a QR code. Each use counts as a click of a new device. */
@Controller("/go/{token}")
@Produces(MediaType.ALL) // a redirect is no document that somebody could refuse
@ExecuteOn(TaskExecutors.BLOCKING)
final class GoController {
    private static final String PAGE = "u";

    private final TrackClick trackClick;
    private final Visitors visitors;
    private final PublicUrl publicUrl;
    private final RandomGenerator random;

    GoController(TrackClick trackClick, Visitors visitors, PublicUrl publicUrl, RandomGenerator random) {
        this.trackClick = trackClick;
        this.visitors = visitors;
        this.publicUrl = publicUrl;
        this.random = random;
    }

    // HEAD would count whoever only looks where the link leads.
    @Get(headRoute = false)
    HttpResponse<?> go(HttpRequest<?> request, @PathVariable String token) {
        WidgetToken widgetToken = read(WidgetToken::new, token).orElseThrow(Refusals::unknownToken);
        Pages pages = pages(request);
        var click = new TrackClick.WidgetClick(
                widgetToken,
                newDevice(),
                pages.click(),
                pages.firstTouch(),
                new PageContext(referer(request), Optional.empty()),
                visitors.of(request));
        return switch (trackClick.track(click)) {
            case TrackClick.Outcome.Tracked tracked ->
                HttpResponse.status(HttpStatus.FOUND)
                        .header(HttpHeaders.LOCATION, tracked.handOff().url())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
            case TrackClick.Outcome.UnknownToken unknown -> throw Refusals.unknownToken();
            case TrackClick.Outcome.ChannelOff off -> throw Refusals.channelOff();
        };
    }

    /**
     * The page is the one the link names, else the one it was followed from, else the link itself. Where the link names no page but
     * has parameters of its own (a campaign's), it is the first touch whatever page it was followed from: browsers tell other
     * sites no more than that page's origin.
     */
    private Pages pages(HttpRequest<?> request) {
        @Nullable String query = request.getUri().getRawQuery();
        QueryParameters parameters = query == null ? QueryParameters.NONE : QueryParameters.parse(query);
        @Nullable List<String> named = parameters.values().get(PAGE);
        // A template whose variable was empty names no page.
        if (named != null && !named.equals(List.of(""))) {
            return new Pages(page(named), Optional.empty());
        }
        PageUrl link = link(request, query);
        return referer(request)
                .map(page -> new Pages(page, parameters.values().isEmpty() ? Optional.empty() : Optional.of(link)))
                .orElseGet(() -> new Pages(link, Optional.empty()));
    }

    private static Optional<PageUrl> referer(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.REFERER))
                .flatMap(written -> read(PageUrl::new, written));
    }

    private static PageUrl page(List<String> named) {
        if (named.size() > 1) {
            throw ApiException.badRequest(PAGE, "must be given only once");
        }
        try {
            return new PageUrl(named.get(0));
        } catch (InvalidValueException e) {
            throw ApiException.badRequest(PAGE, e.expected());
        }
    }

    private PageUrl link(HttpRequest<?> request, @Nullable String query) {
        String path = request.getUri().getRawPath();
        return Optional.ofNullable(query)
                .flatMap(given -> read(PageUrl::new, publicUrl.of(request, path + "?" + given)))
                .orElseGet(() -> new PageUrl(publicUrl.of(request, path)));
    }

    /** A random UUID (RFC 9562, version 4), as our widget draws one. */
    private DeviceId newDevice() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new DeviceId(new UUID(high, low).toString());
    }

    private static <T> Optional<T> read(Function<String, T> reader, String written) {
        try {
            return Optional.of(reader.apply(written));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private record Pages(PageUrl click, Optional<PageUrl> firstTouch) {}
}

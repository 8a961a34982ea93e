package sg.com.aurix.adapters.http.widget;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.Connection;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.TrackClick;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Visitor;

/** Takes the widget's clicks. */
@Controller("/widget/clicks")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
final class ClickController {
    private final TrackClick trackClick;
    private final Visitors visitors;

    ClickController(TrackClick trackClick, Visitors visitors) {
        this.trackClick = trackClick;
        this.visitors = visitors;
    }

    /** Nothing here waits, neither for the body nor for the commit, so that no thread is needed for each click. */
    @Post
    CompletionStage<HttpResponse<ClickResponse>> click(HttpRequest<?> request) {
        return JsonRequest.arrivingAlsoAsText(request, BodyLimit.WIDGET)
                .thenCompose(body -> trackClick.trackAsync(read(body, visitors.of(request))))
                .thenApplyAsync(ClickController::answer, Connection.threadOf(request));
    }

    private static TrackClick.WidgetClick read(JsonFields body, Visitor visitor) {
        var token = body.required("token", WidgetToken::new);
        var deviceId = body.required("device_id", DeviceId::new);
        var clickUrl = body.required("click_url", PageUrl::new);
        var firstRawUrl = body.optional("first_raw_url", PageUrl::new);
        PageContext context = context(body);
        return body.complete(() -> new TrackClick.WidgetClick(
                token.get(), deviceId.get(), clickUrl.get(), firstRawUrl.get(), context, visitor));
    }

    private static HttpResponse<ClickResponse> answer(TrackClick.Outcome outcome) {
        return switch (outcome) {
            case TrackClick.Outcome.Tracked tracked -> JsonAnswer.created(ClickResponse.of(tracked));
            case TrackClick.Outcome.UnknownToken unknown -> throw Refusals.unknownToken();
            case TrackClick.Outcome.ChannelOff off -> throw Refusals.channelOff();
        };
    }

    private static PageContext context(JsonFields body) {
        return new PageContext(
                body.ifUsable("referrer", PageUrl::new),
                body.ifUsable("page_title", Function.identity())
                        .flatMap(title -> VisibleText.of(title, PageContext.LONGEST_TITLE)));
    }
}

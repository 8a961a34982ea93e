package sg.com.aurix.adapters.http.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;

/** Sets up a partner's channels. */
@Controller("/admin/partners/{id}/channels")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChannelController {
    private final AdministerPartners administerPartners;

    ChannelController(AdministerPartners administerPartners) {
        this.administerPartners = administerPartners;
    }

    @Post
    HttpResponse<ChannelResponse> add(HttpRequest<?> request, @PathVariable String id) {
        OperatorFilter.requireOperator(request);
        PartnerId partner = PathIds.partner(id);
        JsonFields body = JsonRequest.read(request, BodyLimit.ADMIN);
        return switch (administerPartners.addChannel(partner, ChannelRequests.settings(body))) {
            case AdministerPartners.ChannelAddition.Added(Channel channel) ->
                JsonAnswer.created(ChannelResponse.of(channel));
            case AdministerPartners.ChannelAddition.UnknownPartner unknown -> throw PathIds.unknownPartner();
            case AdministerPartners.ChannelAddition.ChannelIdTaken taken -> throw channelIdTaken();
            case AdministerPartners.ChannelAddition.TokenTaken taken ->
                throw new IllegalStateException("144 random bits were drawn twice");
        };
    }

    @Get
    HttpResponse<Envelope<ChannelResponse>> all(HttpRequest<?> request, @PathVariable String id) {
        OperatorFilter.requireOperator(request);
        return JsonAnswer.ok(
                Envelope.ok(channels(id).stream().map(ChannelResponse::of).toList()));
    }

    @Get("/{channelId}")
    HttpResponse<ChannelResponse> one(HttpRequest<?> request, @PathVariable String id, @PathVariable String channelId) {
        OperatorFilter.requireOperator(request);
        return channels(id).stream()
                .filter(channel -> channel.id().value().equals(channelId))
                .findFirst()
                .map(channel -> JsonAnswer.ok(ChannelResponse.of(channel)))
                .orElseThrow(PathIds::unknownChannel);
    }

    @Patch("/{channelId}")
    HttpResponse<ChannelResponse> change(
            HttpRequest<?> request, @PathVariable String id, @PathVariable String channelId) {
        OperatorFilter.requireOperator(request);
        PartnerId partner = PathIds.partner(id);
        ChannelId channel = PathIds.channel(channelId);
        JsonFields body = JsonRequest.read(request, BodyLimit.ADMIN);
        return switch (administerPartners.changeChannel(partner, channel, ChannelRequests.change(body, channel))) {
            case AdministerPartners.ChannelUpdate.Changed(Channel changed) ->
                JsonAnswer.ok(ChannelResponse.of(changed));
            case AdministerPartners.ChannelUpdate.UnknownChannel unknown -> throw PathIds.unknownChannel();
        };
    }

    private List<Channel> channels(String partnerId) {
        return administerPartners.channels(PathIds.partner(partnerId)).orElseThrow(PathIds::unknownPartner);
    }

    private static ApiException channelIdTaken() {
        return ApiException.fields(
                HttpStatus.CONFLICT,
                List.of(FieldError.of("channel_id", "must be one that no channel has yet: this one is taken")));
    }
}

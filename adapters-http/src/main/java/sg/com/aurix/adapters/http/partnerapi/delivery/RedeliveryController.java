package sg.com.aurix.adapters.http.partnerapi.delivery;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.partnerapi.Choice;
import sg.com.aurix.adapters.http.partnerapi.PartnerFilter;
import sg.com.aurix.adapters.http.partnerapi.page.IsoTime;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.usecase.RedeliverEvents;
import sg.com.aurix.application.usecase.RedeliverEvents.Outcome;
import sg.com.aurix.application.usecase.RedeliverEvents.Wanted;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.EventId;

/** Sends a partner's listener events again: the same ids, the same bytes (WH-7). */
@Controller(DeliveryController.PATH)
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class RedeliveryController {
    private static final Choice<DeliveryState> ENDED = Choice.of(
            DeliveryState::published, List.of(DeliveryState.FAILED, DeliveryState.NOT_SENT, DeliveryState.DELIVERED));

    private final RedeliverEvents redeliverEvents;
    private final InstantSource clock;

    RedeliveryController(RedeliverEvents redeliverEvents, InstantSource clock) {
        this.redeliverEvents = redeliverEvents;
        this.clock = clock;
    }

    @Post("/{event_id}/redeliver")
    HttpResponse<RedeliveryResponse.One> one(HttpRequest<?> request, @PathVariable("event_id") String eventId) {
        PartnerId partner = PartnerFilter.caller(request);
        JsonRequest.requireNothing(request, BodyLimit.PARTNER);
        EventId id = EventId.parse(eventId).orElseThrow(DeliveryController::unknownEvent);
        return answer(redeliverEvents.one(partner, id), underway -> RedeliveryResponse.One.of(id));
    }

    @Post("/redeliver")
    HttpResponse<RedeliveryResponse.Many> many(HttpRequest<?> request) {
        PartnerId partner = PartnerFilter.caller(request);
        Wanted wanted = wanted(JsonRequest.read(request, BodyLimit.PARTNER));
        return answer(redeliverEvents.many(partner, wanted), RedeliveryResponse.Many::of);
    }

    private Wanted wanted(JsonFields body) {
        var from = body.required("from_date", IsoTime::parse);
        var to = body.optional("to_date", IsoTime::parse);
        var state = body.optional("status", ENDED::read);
        var type = body.optional("event_type", Choice.EVENT_TYPE::read);
        var after = body.optional("after", RedeliveryController::eventId);
        Wanted wanted = body.complete(() -> new Wanted(
                from.get(),
                to.get().orElseGet(clock::instant),
                state.get().orElse(DeliveryState.FAILED),
                type.get(),
                after.get()));
        if (to.get().isPresent() && wanted.from().isAfter(wanted.to())) {
            throw ApiException.badRequest("from_date", "must not be after to_date");
        }
        return wanted;
    }

    private static EventId eventId(String written) {
        return EventId.parse(written)
                .orElseThrow(() -> new InvalidValueException("must be the last_event_id of the call before"));
    }

    private static <T> HttpResponse<T> answer(Outcome outcome, Function<Outcome.Underway, T> published) {
        return switch (outcome) {
            case Outcome.Underway underway -> JsonAnswer.accepted(published.apply(underway));
            case Outcome.UnknownEvent unknown -> throw DeliveryController.unknownEvent();
            case Outcome.NoActiveWebhook none ->
                throw ApiException.of(
                        HttpStatus.CONFLICT,
                        "There is no active webhook to send to: register one with PUT webhook-config, or switch it on"
                                + " there with \"is_active\": true beside its \"url\".");
            case Outcome.BeingAttempted attempted ->
                throw ApiException.of(
                        HttpStatus.CONFLICT,
                        "This event is being attempted at this moment: see what comes of that, and send it again"
                                + " then.");
            case Outcome.NotTaken notTaken ->
                throw ApiException.of(
                        HttpStatus.CONFLICT,
                        "The webhook does not take events of this kind: add it to \"events\" with PUT webhook-config.");
        };
    }
}

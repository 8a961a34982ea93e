package sg.com.aurix.adapters.http.agent;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.partnerapi.LeadResponse;
import sg.com.aurix.adapters.http.partnerapi.PartnerFilter;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.usecase.CollectLeadData;
import sg.com.aurix.application.usecase.CollectLeadData.FieldProblem;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.partner.PartnerId;

/** Takes collected data points and answers with the lead as it is now. */
@Controller(PartnerFilter.PREFIX + "/conversations/{conversation_id}/lead-data")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
final class LeadDataController {
    private static final String FIELDS = "fields";
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

    private final CollectLeadData collectLeadData;

    LeadDataController(CollectLeadData collectLeadData) {
        this.collectLeadData = collectLeadData;
    }

    @Post
    HttpResponse<LeadResponse> collect(HttpRequest<?> request, @PathVariable("conversation_id") String conversationId) {
        PartnerId partner = PartnerFilter.caller(request);
        JsonFields body = JsonRequest.read(request, BodyLimit.LEAD_DATA);
        var given = body.requiredStrings(FIELDS);
        Map<String, String> fields = body.complete(given);
        ConversationId conversation = parse(conversationId).orElseThrow(LeadDataController::unknownConversation);
        return switch (collectLeadData.collect(partner, conversation, fields)) {
            case CollectLeadData.Outcome.Collected(LeadRow lead) -> JsonAnswer.ok(LeadResponse.of(lead));
            case CollectLeadData.Outcome.UnknownConversation unknown -> throw unknownConversation();
            case CollectLeadData.Outcome.Invalid(List<FieldProblem> problems) ->
                throw ApiException.badRequest(
                        problems.stream().map(LeadDataController::fieldError).toList());
        };
    }

    private static Optional<ConversationId> parse(String id) {
        try {
            return ID.matcher(id).matches() ? Optional.of(new ConversationId(Long.parseLong(id))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The same for an id that nobody has, one that another partner has, and one that is none (RS-18). */
    private static ApiException unknownConversation() {
        return ApiException.of(
                HttpStatus.NOT_FOUND,
                "There is no such conversation: use the conversation_id that a lead.correlated event told.");
    }

    private static FieldError fieldError(FieldProblem problem) {
        return FieldError.of(problem.field().isEmpty() ? FIELDS : FIELDS + "." + problem.field(), problem.problem());
    }
}

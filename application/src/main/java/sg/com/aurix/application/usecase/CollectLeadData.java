package sg.com.aurix.application.usecase;

import java.util.List;
import java.util.Map;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.partner.PartnerId;

/** Takes data points that an agent or a partner's bot collected in a conversation (LD-5). */
public interface CollectLeadData {
    /** Takes all of the fields or, if one of them is invalid, none; when this returns, they are committed. */
    Outcome collect(PartnerId partnerId, ConversationId conversationId, Map<String, String> fields);

    /** What became of the fields. */
    sealed interface Outcome {
        /** The lead knows them now. */
        record Collected(LeadRow lead) implements Outcome {}

        /** The partner has no such conversation (API-8). */
        record UnknownConversation() implements Outcome {}

        /** Nothing was kept, because of these fields. */
        record Invalid(List<FieldProblem> problems) implements Outcome {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * What is wrong with a field.
     *
     * @param field the key as it was given; empty where it is all of them together
     * @param problem what it must be, as the rest of a sentence that begins with the field's name
     */
    record FieldProblem(String field, String problem) {}
}

package sg.com.aurix.application.usecase;

import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.tracking.Session;

/**
 * Takes a message of a contact: opens its lead, links the conversation to the web session its reference names, and collects what
 * the message says of its sender (LD-2 to LD-7). Repeating a message is safe.
 */
public interface ReceiveMessage {
    /** Takes one message; when this returns, its effect is committed. */
    Outcome receive(InboundMessage message);

    /** What became of a message. */
    sealed interface Outcome {
        /** The message linked its conversation to a session. */
        record Correlated(Lead lead, Session session) implements Outcome {}

        /** The message carried no reference that links anything new. */
        record Unreferenced(Lead lead) implements Outcome {}

        /** The message was taken before and changed nothing now. */
        record AlreadySeen() implements Outcome {}

        /** No partner has that channel; nothing was kept. */
        record UnknownChannel(ChannelId id) implements Outcome {}
    }
}

package sg.com.aurix.domain.conversation;

import sg.com.aurix.domain.InvalidValueException;

/**
 * Names a conversation.
 *
 * @param value 1 or greater
 */
public record ConversationId(long value) {
    public ConversationId {
        if (value < 1) {
            throw new InvalidValueException("must be a whole number of 1 or more");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

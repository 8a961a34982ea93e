package sg.com.aurix.domain.conversation;

import sg.com.aurix.domain.TextRule;

/**
 * WhatsApp's name of a message ({@code wamid...}), the same on every delivery of it (LD-6).
 *
 * @param value 1 to 256 characters
 */
public record MessageId(String value) {
    private static final TextRule RULE = TextRule.line(256);

    public MessageId {
        RULE.check(value);
    }

    /** The mask: WhatsApp writes the sender's phone number into it, in base64 (RS-19). */
    @Override
    public String toString() {
        return "MessageId[***]";
    }
}

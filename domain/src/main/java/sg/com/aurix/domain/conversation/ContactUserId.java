package sg.com.aurix.domain.conversation;

import sg.com.aurix.domain.TextRule;

/**
 * WhatsApp's business-scoped user id ({@code user_id}), such as {@code OM.13491208655302741918}: who a contact is, also where no
 * phone number is shown (LD-7).
 *
 * @param value 1 to 150 characters
 */
public record ContactUserId(String value) {
    private static final TextRule RULE = TextRule.line(150);

    public ContactUserId {
        RULE.check(value);
    }

    /** The mask: it names a person (RS-19). */
    @Override
    public String toString() {
        return "ContactUserId[***]";
    }
}

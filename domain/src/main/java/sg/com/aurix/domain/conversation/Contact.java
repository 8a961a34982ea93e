package sg.com.aurix.domain.conversation;

import java.util.Optional;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.PhoneNumber;

/** Who writes: a business-scoped user id, a phone number, or both; the user id decides who it is where present (LD-7). */
public record Contact(Optional<ContactUserId> userId, Optional<PhoneNumber> phoneNumber) {
    public Contact {
        if (userId.isEmpty() && phoneNumber.isEmpty()) {
            throw new InvalidValueException("must have a user id or a phone number");
        }
    }

    /** This contact with what the other one knows beyond it: a later message may bring the missing half. */
    public Contact completedBy(Contact later) {
        return new Contact(userId.or(later::userId), phoneNumber.or(later::phoneNumber));
    }
}

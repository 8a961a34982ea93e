package sg.com.aurix.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;
import sg.com.aurix.domain.partner.PhoneNumber;

@Requirement("LD-7")
class ContactTest {
    private static final Contact BY_USER_ID = new Contact(Optional.of(Samples.CONTACT_USER), Optional.empty());
    private static final Contact BY_PHONE = new Contact(Optional.empty(), Optional.of(Samples.CONTACT_PHONE));

    @Test
    void a_user_id_or_a_phone_number_is_enough() {
        assertThat(BY_USER_ID.phoneNumber()).isEmpty();
        assertThat(BY_PHONE.userId()).isEmpty();
        assertThatThrownBy(() -> new Contact(Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_later_message_brings_the_missing_half() {
        assertThat(BY_USER_ID.completedBy(BY_PHONE)).isEqualTo(Samples.CONTACT);
        assertThat(BY_PHONE.completedBy(BY_USER_ID)).isEqualTo(Samples.CONTACT);
    }

    @Test
    void a_later_message_changes_nothing_that_is_known() {
        Contact other = new Contact(Optional.of(new ContactUserId("SG.1")), Optional.of(new PhoneNumber("6581234567")));

        assertThat(Samples.CONTACT.completedBy(other)).isEqualTo(Samples.CONTACT);
    }
}

package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.partner.PhoneNumber;

/** Who is taken for the sender of a message. */
class SendersTest {
    private final DeliveryReader reader = new DeliveryReader(InstantSource.fixed(Instant.EPOCH));

    @Test
    @Requirement("LD-1")
    void the_phone_number_is_the_wa_id_even_where_the_message_comes_from_another() {
        byte[] delivery = Fixture.withValue(value -> {
            Fixture.contact(value).put("wa_id", "5215512345678").remove("user_id");
            Fixture.message(value).put("from", "525512345678").remove("from_user_id");
        });

        assertThat(only(delivery).contact())
                .isEqualTo(new Contact(Optional.empty(), Optional.of(new PhoneNumber("5215512345678"))));
    }

    @Test
    @Requirement("LD-7")
    void the_message_alone_says_who_sent_it_where_there_are_no_contacts() {
        byte[] delivery = Fixture.withValue(value -> value.remove("contacts"));

        assertThat(only(delivery).contact()).isEqualTo(contact("OM.13491208655302741918", "96899001122"));
        assertThat(only(delivery).profileName()).isEmpty();
    }

    @Test
    @Requirement("LD-7")
    void the_only_contact_is_the_sender_of_a_message_that_does_not_say_who_sent_it() {
        byte[] delivery = Fixture.withMessage(message -> message.remove(List.of("from", "from_user_id")));

        assertThat(only(delivery).contact()).isEqualTo(contact("OM.13491208655302741918", "96899001122"));
    }

    @Test
    @Requirement("LD-7")
    void each_of_several_senders_is_told_by_the_contact_of_its_own() {
        byte[] delivery = Fixture.withValue(value -> {
            value.withArray("contacts")
                    .insertObject(0)
                    .put("wa_id", "6588888888")
                    .putObject("profile")
                    .put("name", "Tan");
            value.withArray("contacts")
                    .addObject()
                    .put("user_id", "SG.1")
                    .putObject("profile")
                    .put("name", "Lim");
            Fixture.messages(value).add(text("wamid.2", "from", "6588888888"));
            Fixture.messages(value).add(text("wamid.3", "from_user_id", "SG.1"));
            Fixture.messages(value).add(text("wamid.4", "from", "6577777777"));
        });

        assertThat(reader.read(delivery))
                .extracting(message -> message.contact(), message -> message.profileName())
                .containsExactly(
                        tuple(contact("OM.13491208655302741918", "96899001122"), Optional.of("Sara Ahmed")),
                        tuple(
                                new Contact(Optional.empty(), Optional.of(new PhoneNumber("6588888888"))),
                                Optional.of("Tan")),
                        tuple(
                                new Contact(Optional.of(new ContactUserId("SG.1")), Optional.empty()),
                                Optional.of("Lim")),
                        tuple(
                                new Contact(Optional.empty(), Optional.of(new PhoneNumber("6577777777"))),
                                Optional.empty()));
    }

    @Test
    @Requirement("LD-7")
    void a_contact_of_another_user_id_is_not_the_sender_even_with_the_same_number() {
        byte[] delivery = Fixture.withMessage(message -> message.put("from_user_id", "OM.2"));

        assertThat(only(delivery).contact()).isEqualTo(contact("OM.2", "96899001122"));
        assertThat(only(delivery).profileName()).isEmpty();
    }

    @Test
    @Requirement("LD-7")
    void an_odd_phone_number_does_no_harm_where_the_user_id_says_who_it_is() {
        byte[] delivery = Fixture.withValue(value -> {
            Fixture.contact(value).put("wa_id", "unknown");
            Fixture.message(value).put("from", "unknown");
        });

        assertThat(only(delivery).contact())
                .isEqualTo(new Contact(Optional.of(new ContactUserId("OM.13491208655302741918")), Optional.empty()));
    }

    @Test
    @Requirement("RS-6")
    void a_sender_that_cannot_be_told_costs_its_message_alone() {
        byte[] delivery = Fixture.withValue(value -> {
            Fixture.messages(value).add(text("wamid.2", "from", "not a number"));
            Fixture.messages(value).add(text("wamid.3", "somebody", "else"));
        });

        assertThat(reader.read(delivery))
                .extracting(message -> message.id().value())
                .containsExactly("wamid.FX01");
    }

    @Test
    @Requirement("LD-7")
    void the_only_contact_is_not_taken_for_a_second_sender() {
        byte[] delivery = Fixture.withValue(value -> {
            Fixture.contact(value).remove("user_id");
            Fixture.message(value).remove("from_user_id");
            Fixture.messages(value).add(text("wamid.2", "from", "6577777777"));
        });

        assertThat(reader.read(delivery))
                .extracting(message -> message.contact().phoneNumber(), message -> message.profileName())
                .containsExactly(
                        tuple(Optional.of(new PhoneNumber("96899001122")), Optional.of("Sara Ahmed")),
                        tuple(Optional.of(new PhoneNumber("6577777777")), Optional.empty()));
    }

    private InboundMessage only(byte[] delivery) {
        List<InboundMessage> messages = reader.read(delivery);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static ObjectNode text(String id, String senderKey, String sender) {
        ObjectNode message = Fixture.JSON.createObjectNode();
        message.put(senderKey, sender)
                .put("id", id)
                .put("timestamp", "1795288900")
                .put("type", "text");
        message.putObject("text").put("body", "hello");
        return message;
    }

    private static Contact contact(String userId, String phone) {
        return new Contact(Optional.of(new ContactUserId(userId)), Optional.of(new PhoneNumber(phone)));
    }
}

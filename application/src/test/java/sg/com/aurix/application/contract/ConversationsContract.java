package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.PhoneNumber;

/** What every {@link sg.com.aurix.application.port.Conversations} must do. */
public interface ConversationsContract {
    Ports ports();

    @Requirement("LD-6")
    @Test
    default void a_message_is_admitted_once() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        MessageId message = samples.message();

        assertThat(admit(channel, message)).isTrue();
        assertThat(admit(channel, message)).isFalse();
        assertThat(admit(channel, samples.message())).isTrue();
        assertThat(admit(samples.addChannel(), message)).isTrue();
    }

    @Requirement({"LD-6", "RS-9"})
    @Test
    default void of_many_callers_with_the_same_message_at_once_one_is_admitted() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            MessageId message = samples.message();

            assertThat(Race.run(number -> admit(channel, message))).containsOnlyOnce(true);
        }
    }

    @Requirement("LD-6")
    @Test
    default void the_others_wait_until_the_first_callers_unit_of_work_has_ended() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        MessageId message = samples.message();

        CompletableFuture<Boolean> other = ports().unitOfWork().run(() -> {
            assertThat(ports().conversations().admit(channel, message, samples.now()))
                    .isTrue();
            CompletableFuture<Boolean> waiting = Race.apart(() -> admit(channel, message));
            Race.assertWaiting(waiting);
            return waiting;
        });

        assertThat(Race.result(other)).isFalse();
    }

    @Requirement("LD-6")
    @Test
    default void another_caller_is_admitted_when_the_first_callers_unit_of_work_was_given_up() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        MessageId message = samples.message();
        List<CompletableFuture<Boolean>> others = new ArrayList<>();

        assertThatThrownBy(() -> samples.run(() -> {
                    assertThat(ports().conversations().admit(channel, message, samples.now()))
                            .isTrue();
                    others.add(Race.apart(() -> admit(channel, message)));
                    Race.assertWaiting(others.get(0));
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");

        assertThat(Race.result(others.get(0))).isTrue();
    }

    @Test
    default void a_contact_begins_a_conversation_and_goes_on_with_it() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Contact contact = samples.contact();
        Instant now = samples.now();

        Conversation begun = join(channel, contact, now);

        assertThat(begun).isEqualTo(new Conversation(begun.id(), channel.partnerId(), channel.id(), contact, now));
        assertThat(join(channel, contact, now.plusSeconds(60))).isEqualTo(begun);
    }

    @Test
    default void another_contact_or_another_channel_has_a_conversation_of_its_own() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Contact contact = samples.contact();
        ConversationId begun = join(channel, contact).id();

        assertThat(join(channel, samples.contact()).id()).isNotEqualTo(begun);
        assertThat(join(samples.addChannel(channel.partnerId()), contact).id()).isNotEqualTo(begun);
        assertThat(join(samples.addChannel(), contact).id()).isNotEqualTo(begun);
    }

    @Requirement("LD-7")
    @Test
    default void a_contact_is_known_again_by_its_user_id_and_keeps_what_is_known() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        ContactUserId userId = samples.userId();
        PhoneNumber phone = samples.phoneNumber();
        Conversation begun = join(channel, contact(userId, null));

        Conversation completed = join(channel, contact(userId, phone));

        assertThat(completed.id()).isEqualTo(begun.id());
        assertThat(completed.contact()).isEqualTo(contact(userId, phone));
        assertThat(join(channel, contact(userId, null))).isEqualTo(completed);
        assertThat(join(channel, contact(userId, samples.phoneNumber()))).isEqualTo(completed);
    }

    @Requirement("LD-7")
    @Test
    default void a_contact_is_known_again_by_its_phone_number_and_brings_its_user_id() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        ContactUserId userId = samples.userId();
        PhoneNumber phone = samples.phoneNumber();
        Conversation begun = join(channel, contact(null, phone));

        Conversation completed = join(channel, contact(userId, phone));

        assertThat(completed.id()).isEqualTo(begun.id());
        assertThat(completed.contact()).isEqualTo(contact(userId, phone));
        assertThat(join(channel, contact(userId, null))).isEqualTo(completed);
        assertThat(join(channel, contact(null, phone))).isEqualTo(completed);
    }

    @Requirement("LD-7")
    @Test
    default void two_user_ids_are_two_contacts_even_with_one_phone_number() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        PhoneNumber phone = samples.phoneNumber();
        Conversation first = join(channel, contact(samples.userId(), phone));

        Conversation second = join(channel, contact(samples.userId(), phone));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(join(channel, first.contact())).isEqualTo(first);
    }

    @Requirement("LD-7")
    @Test
    default void a_phone_number_alone_belongs_to_the_newest_conversation_that_has_it() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        PhoneNumber phone = samples.phoneNumber();
        for (int i = 0; i < 3; i++) {
            Conversation newest = join(channel, contact(samples.userId(), phone));
            assertThat(join(channel, contact(null, phone))).isEqualTo(newest);
        }
    }

    @Requirement("LD-7")
    @Test
    default void the_user_id_decides_where_the_phone_number_belongs_to_another_conversation() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Conversation byUser = join(channel, contact(samples.userId(), null));
        Conversation byPhone = join(channel, contact(null, samples.phoneNumber()));

        Conversation joined = join(channel, byUser.contact().completedBy(byPhone.contact()));

        assertThat(joined.id()).isEqualTo(byUser.id());
    }

    @Requirement("RS-9")
    @Test
    default void whoever_races_one_contact_has_one_conversation() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Contact contact = samples.contact();

            assertThat(Race.run(number -> join(channel, contact)))
                    .extracting(Conversation::id)
                    .containsOnly(join(channel, contact).id());
        }
    }

    @Requirement({"LD-7", "RS-9"})
    @Test
    default void whoever_races_one_contact_has_one_conversation_also_where_half_of_it_is_unknown() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Contact whole = samples.contact();
            Contact byUser = new Contact(whole.userId(), Optional.empty());
            Contact byPhone = new Contact(Optional.empty(), whole.phoneNumber());
            Contact half = round % 2 == 0 ? byUser : byPhone;

            List<Conversation> joined =
                    new ArrayList<>(Race.run(number -> join(channel, number % 2 == 0 ? whole : half)));
            joined.add(join(channel, byUser));
            joined.add(join(channel, byPhone));

            assertThat(joined)
                    .extracting(Conversation::id)
                    .containsOnly(joined.get(0).id());
        }
    }

    private boolean admit(Channel channel, MessageId message) {
        return ports().unitOfWork()
                .run(() -> ports().conversations()
                        .admit(channel, message, Samples.in(ports()).now()));
    }

    private Conversation join(Channel channel, Contact contact) {
        return join(channel, contact, Samples.in(ports()).now());
    }

    private Conversation join(Channel channel, Contact contact, Instant now) {
        return ports().unitOfWork().run(() -> ports().conversations().join(channel, contact, now));
    }

    private static Contact contact(@Nullable ContactUserId userId, @Nullable PhoneNumber phone) {
        return new Contact(Optional.ofNullable(userId), Optional.ofNullable(phone));
    }
}

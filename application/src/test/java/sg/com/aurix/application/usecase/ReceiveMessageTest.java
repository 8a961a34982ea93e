package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.ReceiveMessage.Outcome;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadStatus;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadField;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.webhook.EventType;

class ReceiveMessageTest {
    private static final Contact WITHOUT_PHONE = new Contact(Salon.JANE.userId(), Optional.empty());

    private final Salon salon = Salon.open();
    private final CorrelationId reference = salon.clicked().click().correlationId();

    @Requirement({"LD-2", "LD-3"})
    @ParameterizedTest
    @ValueSource(strings = {"%s", "hi %s!", "مرحبا، المرجع: %s", "(ref%sthanks)"})
    void the_first_message_with_a_known_reference_links_conversation_and_session(String text) {
        salon.pass(Duration.ofMinutes(1));

        Outcome outcome =
                salon.received(Salon.JANE, text.formatted(reference.folded().replace("-", " – ")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Correlated.class, correlated -> {
            assertThat(correlated.lead().status()).isEqualTo(LeadStatus.CORRELATED);
            assertThat(correlated.lead().correlationId()).contains(reference);
            assertThat(correlated.session().correlatedAt())
                    .contains(correlated.lead().updatedAt());
        });
        assertThat(salon.ports
                        .sessions()
                        .find(salon.partnerId, reference)
                        .orElseThrow()
                        .correlatedAt())
                .isPresent();
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.WIDGET_CLICK, EventType.LEAD_CORRELATED);
    }

    @Requirement("LD-3")
    @Test
    void the_same_reference_again_changes_nothing() {
        Lead linked = salon.heardFrom(Salon.JANE, "my code is " + reference);
        salon.pass(Duration.ofMinutes(1));

        Lead again = salon.heardFrom(Salon.JANE, "my code is " + reference);

        assertThat(again).isEqualTo(linked);
        assertThat(salon.listener.heard()).hasSize(2);
    }

    @Requirement("LD-3")
    @Test
    void a_forwarded_reference_does_not_take_over_the_lead() {
        Lead mine = salon.heardFrom(Salon.JANE, "my code is " + reference);

        Lead others = salon.heardFrom(Salon.BOB, "Jane wrote: my code is " + reference);

        assertThat(others.status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(others.conversation().id()).isNotEqualTo(mine.conversation().id());
        assertThat(salon.leads()).contains(mine);
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.WIDGET_CLICK, EventType.LEAD_CORRELATED);
    }

    @Requirement("LD-3")
    @Test
    void a_message_with_a_forwarded_and_an_own_reference_is_linked_by_its_own() {
        salon.heardFrom(Salon.JANE, reference.value());
        CorrelationId own = salon.clicked(Salon.click(new DeviceId("bobs"), "https://example.com"))
                .click()
                .correlationId();

        Lead lead = salon.heardFrom(Salon.BOB, "Jane sent " + reference + ", mine is " + own);

        assertThat(lead.correlationId()).contains(own);
    }

    @Requirement("LD-3")
    @Test
    void a_second_visit_that_leads_to_the_same_conversation_leaves_the_lead_with_the_first() {
        Lead first = salon.heardFrom(Salon.JANE, reference.value());
        CorrelationId second = salon.clicked(Salon.click(new DeviceId("phone"), "https://example.com"))
                .click()
                .correlationId();

        Lead after = salon.heardFrom(Salon.JANE, second.value());

        assertThat(after).isEqualTo(first);
        assertThat(salon.ports
                        .sessions()
                        .find(salon.partnerId, second)
                        .orElseThrow()
                        .correlatedAt())
                .isPresent();
        assertThat(salon.listener.heardTypes()).containsOnlyOnce(EventType.LEAD_CORRELATED);
    }

    @Requirement("LD-4")
    @Test
    void a_conversation_without_a_known_reference_has_an_active_lead_until_one_arrives() {
        Lead active = salon.heardFrom(Salon.JANE, "hello, O-zzzzzzz does not exist");
        Lead correlated = salon.heardFrom(Salon.JANE, "oh, " + reference);

        assertThat(active.status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(correlated.status()).isEqualTo(LeadStatus.CORRELATED);
        assertThat(correlated.id()).isEqualTo(active.id());
    }

    @Requirement({"LD-2", "API-8"})
    @Test
    void another_partners_reference_is_unknown() {
        PartnerId other = salon.aurix.administerPartners().addPartner("Other").id();
        ChannelId channel = new ChannelId("2");
        salon.aurix
                .administerPartners()
                .addChannel(other, Salon.settings(channel, LeadForm.STANDARD), new WidgetToken("wt_other"));
        InboundMessage said = salon.message(Salon.JANE, reference.value());

        Outcome outcome = salon.aurix.receiveMessage().receive(on(channel, said));

        assertThat(Salon.lead(outcome).status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(salon.leads()).isEmpty();
    }

    @Requirement("LD-5")
    @Test
    void the_channels_form_says_when_a_lead_is_complete_and_later_changes_send_nothing() {
        FieldKey outlet = new FieldKey("preferred_outlet");
        Salon ownForm = Salon.open(new LeadForm(
                List.of(LeadField.required(FieldKey.EMAIL), new LeadField(outlet, "Which outlet?", false))));

        Lead active = ownForm.heardFrom(WITHOUT_PHONE, "hello");
        Lead complete = ownForm.heardFrom(WITHOUT_PHONE, "jane@example.com");
        ownForm.pass(Duration.ofMinutes(1));
        Lead changed = ownForm.heardFrom(WITHOUT_PHONE, "sorry, jane.doe@example.com");

        assertThat(active.status()).isEqualTo(LeadStatus.ACTIVE);
        assertThat(complete.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(changed.completedAt()).isEqualTo(complete.completedAt());
        assertThat(changed.updatedAt()).isAfter(complete.updatedAt());
        assertThat(changed.data().get(FieldKey.EMAIL)).contains("jane.doe@example.com");
        assertThat(ownForm.listener.heardTypes()).containsExactly(EventType.LEAD_COMPLETE);
    }

    @Requirement({"LD-4", "LD-5"})
    @Test
    void a_complete_lead_that_is_correlated_later_stays_complete_and_is_told_of_once_each() {
        Lead complete = salon.heardFrom(Salon.JANE, "jane@example.com");
        Lead correlated = salon.heardFrom(Salon.JANE, reference.value());

        assertThat(complete.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(correlated.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(correlated.correlationId()).contains(reference);
        assertThat(salon.listener.heardTypes())
                .containsExactly(EventType.WIDGET_CLICK, EventType.LEAD_COMPLETE, EventType.LEAD_CORRELATED);
    }

    @Requirement("LD-6")
    @Test
    void the_same_message_twice_has_one_effect() {
        InboundMessage message = salon.message(Salon.JANE, reference + " jane@example.com");
        Lead lead = Salon.lead(salon.aurix.receiveMessage().receive(message));
        salon.pass(Duration.ofMinutes(1));

        assertThat(salon.aurix.receiveMessage().receive(message)).isEqualTo(new Outcome.AlreadySeen());

        assertThat(salon.leads()).containsExactly(lead);
        assertThat(salon.listener.heard()).hasSize(3);
    }

    @Requirement({"LD-6", "RS-9"})
    @Test
    void the_same_message_fifty_times_at_once_has_one_effect() {
        InboundMessage message = salon.message(Salon.JANE, reference.value());

        List<Outcome> outcomes =
                Race.run(50, number -> salon.aurix.receiveMessage().receive(message));

        assertThat(outcomes).filteredOn(Outcome.Correlated.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(new Outcome.AlreadySeen()::equals).hasSize(49);
        assertThat(salon.listener.heardTypes()).containsOnlyOnce(EventType.LEAD_CORRELATED);
    }

    @Requirement({"LD-6", "RS-9"})
    @Test
    void different_messages_of_one_contact_at_once_lose_nothing() {
        List<InboundMessage> messages =
                List.of(salon.message(Salon.JANE, reference.value()), salon.message(Salon.JANE, "jane@example.com"));

        Race.run(2, number -> salon.aurix.receiveMessage().receive(messages.get(number)));

        assertThat(salon.leads()).hasSize(1).allSatisfy(lead -> {
            assertThat(lead.status()).isEqualTo(LeadStatus.COMPLETE);
            assertThat(lead.correlationId()).contains(reference);
        });
        assertThat(salon.listener.heardTypes())
                .containsExactlyInAnyOrder(EventType.WIDGET_CLICK, EventType.LEAD_CORRELATED, EventType.LEAD_COMPLETE);
    }

    @Requirement({"LD-6", "WH-7"})
    @Test
    void a_message_whose_effect_could_not_be_kept_is_taken_when_it_comes_again() {
        StoreUnavailableException gone = new StoreUnavailableException("gone", new IllegalStateException());
        Salon broken = Salon.open(ports -> {
            Leads leads = mock(Leads.class, delegatesTo(ports.leads()));
            doThrow(gone).doAnswer(delegatesTo(ports.leads())).when(leads).save(any());
            return Replacing.in(ports, leads);
        });
        CorrelationId known = broken.clicked().click().correlationId();
        InboundMessage message = broken.message(Salon.JANE, known.value());

        assertThatThrownBy(() -> broken.aurix.receiveMessage().receive(message)).isSameAs(gone);
        assertThat(broken.leads()).isEmpty();
        assertThat(broken.ports
                        .sessions()
                        .find(broken.partnerId, known)
                        .orElseThrow()
                        .correlatedAt())
                .isEmpty();

        assertThat(broken.aurix.receiveMessage().receive(message)).isInstanceOf(Outcome.Correlated.class);
        assertThat(broken.listener.heardTypes()).containsExactly(EventType.WIDGET_CLICK, EventType.LEAD_CORRELATED);
    }

    @Requirement("LD-7")
    @Test
    void a_contact_without_a_phone_number_completes_when_the_number_comes_later() {
        Lead incomplete = salon.heardFrom(WITHOUT_PHONE, reference + " jane@example.com");
        Lead complete = salon.heardFrom(Salon.JANE, "hello again");

        assertThat(incomplete.status()).isEqualTo(LeadStatus.CORRELATED);
        assertThat(complete.status()).isEqualTo(LeadStatus.COMPLETE);
        assertThat(complete.id()).isEqualTo(incomplete.id());
        assertThat(complete.conversation().contact()).isEqualTo(Salon.JANE);
        assertThat(complete.data().phone()).isEqualTo(Salon.JANE.phoneNumber());
    }

    @Requirement("LD-7")
    @Test
    void a_contact_that_shares_its_phone_number_states_it() {
        salon.heardFrom(WITHOUT_PHONE, "jane@example.com");
        InboundMessage said = salon.message(WITHOUT_PHONE, "here you are");
        PhoneNumber shared = new PhoneNumber("96899001122");

        Outcome outcome = salon.aurix
                .receiveMessage()
                .receive(new InboundMessage(
                        said.id(),
                        said.channelId(),
                        said.contact(),
                        said.profileName(),
                        List.of(),
                        Optional.of(shared),
                        said.sentAt()));

        assertThat(Salon.lead(outcome).data().phone()).contains(shared);
        assertThat(Salon.lead(outcome).status()).isEqualTo(LeadStatus.COMPLETE);
    }

    @Requirement("LD-5")
    @Test
    void what_whatsapp_says_of_a_sender_does_not_overwrite_what_was_collected() {
        Lead lead = salon.heardFrom(Salon.JANE, "hello");
        salon.collected(lead, Map.of("name", "Jane Smith", "phone", "+15550009999"));

        Lead after = salon.heardFrom(Salon.JANE, "are you there? my friend's number is +968 9900 1122");

        assertThat(after.data().get(FieldKey.NAME)).contains("Jane Smith");
        assertThat(after.data().phone()).contains(new PhoneNumber("15550009999"));
    }

    @Requirement({"LD-6", "RS-6"})
    @Test
    void a_lead_that_is_full_still_takes_messages() {
        Lead lead = salon.heardFrom(WITHOUT_PHONE, "hello");
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 99; i++) {
            many.put("field_" + i, "x");
        }
        assertThat(salon.collected(lead, many)).isInstanceOf(CollectLeadData.Outcome.Collected.class);

        Outcome outcome = salon.received(Salon.JANE, reference + " jane@example.com");

        assertThat(outcome).isInstanceOf(Outcome.Correlated.class);
        assertThat(Salon.lead(outcome).data().values()).hasSize(100);
    }

    @Test
    void a_channel_that_is_switched_off_still_receives() {
        salon.switchChannel(false);

        assertThat(salon.received(Salon.JANE, reference.value())).isInstanceOf(Outcome.Correlated.class);
    }

    @Test
    void a_message_for_a_channel_nobody_has_is_not_kept_and_may_come_again() {
        ChannelId unknown = new ChannelId("404");
        InboundMessage message = on(unknown, salon.message(Salon.JANE, "hello"));

        assertThat(salon.aurix.receiveMessage().receive(message)).isEqualTo(new Outcome.UnknownChannel(unknown));

        salon.aurix
                .administerPartners()
                .addChannel(salon.partnerId, Salon.settings(unknown, LeadForm.STANDARD), new WidgetToken("wt_late"));
        assertThat(salon.aurix.receiveMessage().receive(message)).isInstanceOf(Outcome.Unreferenced.class);
    }

    private static InboundMessage on(ChannelId channel, InboundMessage message) {
        return new InboundMessage(
                message.id(),
                channel,
                message.contact(),
                message.profileName(),
                message.texts(),
                message.sharedPhoneNumber(),
                message.sentAt());
    }
}

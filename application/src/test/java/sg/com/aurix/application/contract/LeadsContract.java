package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.lead.LeadId;
import sg.com.aurix.domain.lead.LeadStatus;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.Session;

/** What every {@link sg.com.aurix.application.port.Leads} must do. */
public interface LeadsContract {
    Ports ports();

    @Requirement("LD-4")
    @Test
    default void a_conversation_has_one_lead_opened_active_at_its_first_message() {
        Samples samples = Samples.in(ports());
        Conversation conversation = samples.joinConversation(samples.addChannel());
        Instant now = samples.now();

        Lead opened = samples.openLead(conversation, now);

        assertThat(opened).isEqualTo(Lead.open(opened.id(), conversation, now));
        assertThat(samples.openLead(conversation, now.plusSeconds(60))).isEqualTo(opened);
        assertThat(lock(conversation)).contains(opened);
    }

    @Test
    default void every_lead_has_an_id_of_its_own() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Lead one = samples.openLead(samples.joinConversation(channel));
        Lead other = samples.openLead(samples.joinConversation(channel));
        Lead strangers = samples.openLead(samples.joinConversation(samples.addChannel()));

        assertThat(List.of(one, other, strangers)).extracting(Lead::id).doesNotHaveDuplicates();
    }

    @Test
    default void whoever_races_to_open_it_a_conversation_has_one_lead() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Conversation conversation = samples.joinConversation(channel);

            assertThat(Race.run(number -> samples.openLead(conversation)))
                    .extracting(Lead::id)
                    .containsOnly(lock(conversation).orElseThrow().id());
        }
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    default void another_partners_lead_is_as_unknown_as_one_that_is_not_there() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Conversation conversation = samples.joinConversation(channel);
        Conversation withoutLead = samples.joinConversation(channel);
        samples.openLead(conversation);
        PartnerId stranger = samples.addPartner().id();

        assertThat(lock(stranger, conversation.id())).isEmpty();
        assertThat(lock(withoutLead)).isEmpty();
        assertThat(lock(channel.partnerId(), new ConversationId(Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    default void nobody_else_gets_a_lead_until_the_unit_of_work_ends() {
        Samples samples = Samples.in(ports());
        Conversation conversation = samples.joinConversation(samples.addChannel());
        Lead opened = samples.openLead(conversation);
        List<CompletableFuture<Lead>> others = new ArrayList<>();

        samples.run(() -> {
            Lead lead = ports().leads()
                    .lock(conversation.partnerId(), conversation.id())
                    .orElseThrow();
            ports().leads().save(named(lead, "name", "Jane", samples.now()));
            others.add(Race.apart(() -> lock(conversation).orElseThrow()));
            others.add(Race.apart(() -> samples.openLead(conversation)));
            others.forEach(Race::assertWaiting);
        });

        assertThat(others)
                .extracting(Race::result)
                .containsOnly(named(opened, "name", "Jane", samples.now()))
                .hasSize(2);
    }

    @Test
    default void nobody_else_gets_a_lead_that_is_just_being_opened() {
        Samples samples = Samples.in(ports());
        Conversation conversation = samples.joinConversation(samples.addChannel());

        CompletableFuture<Lead> other = ports().unitOfWork().run(() -> {
            Lead opened = ports().leads().openOrLock(conversation, samples.now());
            CompletableFuture<Lead> waiting = Race.apart(() -> samples.openLead(conversation));
            Race.assertWaiting(waiting);
            ports().leads().save(named(opened, "name", "Jane", samples.now()));
            return waiting;
        });

        assertThat(Race.result(other).data().get(FieldKey.NAME)).contains("Jane");
    }

    @Test
    default void nothing_is_lost_when_several_change_a_lead_at_once() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Conversation conversation = samples.joinConversation(channel);
            samples.openLead(conversation);

            List<String> written = Race.run(number -> {
                samples.run(() -> {
                    Lead lead = lockWithin(conversation);
                    ports().leads().save(named(lead, "field_" + number, "x", samples.now()));
                });
                return "field_" + number;
            });

            assertThat(lock(conversation).orElseThrow().data().values().keySet())
                    .extracting(FieldKey::value)
                    .containsExactlyInAnyOrderElementsOf(written);
        }
    }

    @Test
    default void a_lock_outside_of_a_unit_of_work_is_refused_because_it_would_lock_nothing() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Conversation conversation = samples.joinConversation(channel);
        Conversation withoutLead = samples.joinConversation(channel);
        Lead lead = samples.openLead(conversation);

        assertThatThrownBy(() -> ports().leads().openOrLock(withoutLead, samples.now()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ports().leads().lock(conversation.partnerId(), conversation.id()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ports().leads().save(named(lead, "name", "Jane", samples.now())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(lock(withoutLead)).isEmpty();
        assertThat(lock(conversation)).contains(lead);
    }

    @Test
    default void a_lead_that_was_never_opened_is_not_saved() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Conversation withoutLead = samples.joinConversation(channel);
        Lead never = Lead.open(new LeadId(Long.MAX_VALUE), withoutLead, samples.now());

        assertThatThrownBy(() -> samples.run(() -> ports().leads().save(never)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(lock(withoutLead)).isEmpty();
    }

    @Requirement({"LD-3", "LD-5", "API-2"})
    @Test
    default void everything_that_changed_of_a_lead_is_kept() {
        Samples samples = Samples.in(ports());
        Conversation conversation = samples.joinConversation(samples.addChannel());
        Lead opened = samples.openLead(conversation);
        LeadData data = data(
                "preferred_outlet", "Orchard \"1\"\n2 \\ 😀", "phone", "6587487282", "email", "a@b.co", "name", "Zoë");
        Lead correlated =
                opened.correlate(samples.correlationId(), samples.now().plusNanos(1_000));
        Lead complete =
                correlated.collect(data, LeadForm.STANDARD, samples.now().plusNanos(2_000));
        assertThat(complete.status()).isEqualTo(LeadStatus.COMPLETE);

        for (Lead changed : List.of(correlated, complete)) {
            samples.run(() -> {
                lockWithin(conversation);
                ports().leads().save(changed);
            });
            assertThat(lock(conversation)).contains(changed);
        }
    }

    @Requirement("LD-5")
    @Test
    default void data_points_keep_the_order_in_which_they_were_collected() {
        Samples samples = Samples.in(ports());
        Conversation conversation = samples.joinConversation(samples.addChannel());
        samples.openLead(conversation);
        LeadData data = data("zebra", "1", "preferred_outlet", "2", "name", "3", "a", "4");

        samples.run(
                () -> ports().leads().save(lockWithin(conversation).collect(data, LeadForm.STANDARD, samples.now())));

        assertThat(lock(conversation).orElseThrow().data().values().keySet())
                .containsExactlyElementsOf(data.values().keySet());
    }

    @Requirement("LD-7")
    @Test
    default void a_lead_shows_its_contact_as_it_is_known_by_now() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Contact whole = samples.contact();
        Contact half = new Contact(whole.userId(), Optional.empty());
        Conversation begun =
                ports().unitOfWork().run(() -> ports().conversations().join(channel, half, samples.now()));
        Lead opened = samples.openLead(begun);

        Conversation known =
                ports().unitOfWork().run(() -> ports().conversations().join(channel, whole, samples.now()));

        Lead expected = Lead.open(opened.id(), known, opened.createdAt());
        assertThat(known.contact()).isEqualTo(whole);
        assertThat(lock(begun)).contains(expected);
        assertThat(page(channel.partnerId())).containsExactly(new LeadRow(expected, Optional.empty()));
    }

    @Requirement("API-7")
    @Test
    default void a_lead_comes_with_the_first_click_of_its_session() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session session = samples.openSession(channel);
        Click later = samples.click(session, session.startedAt().plusNanos(1_000));
        Click first = samples.click(session);
        samples.run(() -> ports().clicks().record(List.of(later, first)));
        samples.addClick(samples.openSession(channel));
        Conversation conversation = samples.joinConversation(channel);
        Lead correlated = samples.openLead(conversation).correlate(session.id(), samples.now());
        samples.run(() -> {
            lockWithin(conversation);
            ports().leads().save(correlated);
        });

        LeadRow expected = new LeadRow(correlated, Optional.of(first));
        assertThat(ports().leads().row(correlated)).isEqualTo(expected);
        assertThat(page(channel.partnerId())).containsExactly(expected);
    }

    @Requirement("TR-5")
    @Test
    default void of_several_clicks_at_the_very_beginning_the_one_with_the_least_id_is_the_first() {
        Samples samples = Samples.in(ports());
        Session session = samples.openSession(samples.addChannel());
        List<Click> clicks = List.of(samples.click(session), samples.click(session), samples.click(session));
        samples.run(() -> ports().clicks().record(clicks));
        Lead lead = samples.openLead(samples.joinConversation(samples.addChannel(session.partnerId())))
                .correlate(session.id(), samples.now());

        assertThat(ports().leads().row(lead).firstClick())
                .isEqualTo(clicks.stream()
                        .min(Comparator.comparing(click -> click.id().toString())));
    }

    @Requirement("API-7")
    @Test
    default void a_lead_without_a_session_comes_without_a_click() {
        Samples samples = Samples.in(ports());
        Lead lead = samples.openLead(samples.joinConversation(samples.addChannel()));

        assertThat(ports().leads().row(lead)).isEqualTo(new LeadRow(lead, Optional.empty()));
    }

    @Requirement({"API-4", "API-5"})
    @Test
    default void pages_are_newest_first_with_ties_broken_by_the_greater_id() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        List<Lead> leads = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Instant createdAt = samples.now().plusNanos(1_000L * (i / 12));
            leads.add(samples.openLead(samples.joinConversation(channel), createdAt));
        }
        leads.sort(Comparator.comparing(Lead::createdAt)
                .thenComparingLong(lead -> lead.id().value())
                .reversed());
        List<LeadRow> expected =
                leads.stream().map(lead -> new LeadRow(lead, Optional.empty())).toList();

        new Paging<>(expected, request -> ports().leads().page(channel.partnerId(), request), LeadRow::position)
                .assertAll();
    }

    @Requirement("API-8")
    @Test
    default void a_page_holds_only_the_partners_own_leads() {
        Samples samples = Samples.in(ports());
        Lead mine = samples.openLead(samples.joinConversation(samples.addChannel()));
        samples.openLead(samples.joinConversation(samples.addChannel()));

        assertThat(page(mine.conversation().partnerId()))
                .extracting(LeadRow::lead)
                .containsExactly(mine);
        assertThat(page(samples.addPartner().id())).isEmpty();
    }

    private Lead lockWithin(Conversation conversation) {
        return ports().leads().lock(conversation.partnerId(), conversation.id()).orElseThrow();
    }

    private Optional<Lead> lock(Conversation conversation) {
        return lock(conversation.partnerId(), conversation.id());
    }

    private Optional<Lead> lock(PartnerId partnerId, ConversationId id) {
        return ports().unitOfWork().run(() -> ports().leads().lock(partnerId, id));
    }

    private List<LeadRow> page(PartnerId partnerId) {
        return ports().leads().page(partnerId, PageRequest.first(500));
    }

    private static Lead named(Lead lead, String key, String value, Instant now) {
        return lead.collect(lead.data().with(data(key, value)), LeadForm.STANDARD, now);
    }

    private static LeadData data(String... keysAndValues) {
        Map<FieldKey, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(new FieldKey(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return new LeadData(values);
    }
}

package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.inmemory.InMemoryStore;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.Conversations;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Partners;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.application.port.Sessions.Linking;
import sg.com.aurix.application.port.Sessions.Opening;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.webhook.Webhook;

/** Siblings of the in-memory ports, each broken in one way, fail the tests about that way. */
class KitBitesTest {
    private final Store store = new InMemoryStore();
    private final Ports sound = store.ports();

    @Test
    void partners_listed_latest_first() {
        Partners partners = sibling(Partners.class, sound.partners());
        doAnswer(call -> {
                    List<Partner> all = new ArrayList<>(sound.partners().all());
                    Collections.reverse(all);
                    return all;
                })
                .when(partners)
                .all();
        PartnersContract kit = () -> Replacing.in(sound, partners);

        bites(kit::all_are_listed_oldest_first_with_ties_broken_by_id);
    }

    @Test
    void api_keys_remembered_longer_than_they_are_true() {
        Map<ApiKeyHash, Optional<PartnerKey>> cache = new ConcurrentHashMap<>();
        ApiKeys apiKeys = sibling(ApiKeys.class, sound.apiKeys());
        doAnswer(call -> cache.computeIfAbsent(call.getArgument(0), sound.apiKeys()::find))
                .when(apiKeys)
                .find(any());
        ApiKeysContract kit = () -> Replacing.in(sound, apiKeys);

        bites(kit::a_revoked_key_is_found_with_the_date_it_was_first_revoked);
    }

    @Test
    void api_keys_revoked_by_any_partner() {
        ApiKeys apiKeys = sibling(ApiKeys.class, sound.apiKeys());
        doAnswer(call -> true).when(apiKeys).revoke(any(), any(), any());
        ApiKeysContract kit = () -> Replacing.in(sound, apiKeys);

        bites(kit::another_partners_key_is_not_revoked);
    }

    @Test
    void channels_that_look_first_and_add_later() {
        Set<Object> taken = ConcurrentHashMap.newKeySet();
        Channels channels = sibling(Channels.class, sound.channels());
        doAnswer(call -> {
                    Channel channel = call.getArgument(0);
                    boolean free = !taken.contains(channel.id()) && !taken.contains(channel.widgetToken());
                    LockSupport.parkNanos(1000);
                    taken.add(channel.id());
                    taken.add(channel.widgetToken());
                    return free;
                })
                .when(channels)
                .add(any());
        ChannelsContract kit = () -> Replacing.in(sound, channels, withoutIsolation());

        bites(kit::when_several_add_the_same_id_or_token_at_once_one_of_them_succeeds);
    }

    @Test
    void sessions_that_never_run_out() {
        Sessions sessions = sibling(Sessions.class, sound.sessions());
        doAnswer(call -> sound.sessions().openOrResume(call.getArgument(0), Instant.EPOCH))
                .when(sessions)
                .openOrResume(anyList(), any());
        SessionsContract kit = () -> Replacing.in(sound, sessions);

        bites(kit::a_device_whose_session_began_a_microsecond_before_since_opens_the_candidate);
        bites(kit::whoever_races_after_a_session_ran_out_one_device_has_one_new_session);
    }

    @Test
    void sessions_that_look_first_and_open_later() {
        Map<DeviceId, Session> current = new ConcurrentHashMap<>();
        Sessions sessions = sibling(Sessions.class, sound.sessions());
        doAnswer(call -> call.<List<Session>>getArgument(0).stream()
                        .map(candidate -> {
                            Session known = current.get(candidate.deviceId());
                            LockSupport.parkNanos(1000);
                            current.putIfAbsent(candidate.deviceId(), candidate);
                            return known == null ? new Opening.Opened(candidate) : new Opening.Resumed(known);
                        })
                        .toList())
                .when(sessions)
                .openOrResume(anyList(), any());
        SessionsContract kit = () -> Replacing.in(sound, sessions, withoutIsolation());

        bites(kit::whoever_races_one_device_has_one_session);
    }

    @Test
    void sessions_that_open_under_a_taken_id() {
        Sessions sessions = sibling(Sessions.class, sound.sessions());
        doAnswer(call -> {
                    List<Session> candidates = call.getArgument(0);
                    return candidates.stream().map(Opening.Opened::new).toList();
                })
                .when(sessions)
                .openOrResume(anyList(), any());
        SessionsContract kit = () -> Replacing.in(sound, sessions);

        bites(kit::an_id_that_is_taken_in_whatever_letter_case_is_refused_and_leaves_no_trace);
        bites(kit::whoever_races_for_an_id_one_gets_it);
    }

    @Test
    void sessions_whose_link_moves() {
        Sessions sessions = sibling(Sessions.class, sound.sessions());
        doAnswer(call -> {
                    Linking linking = sound.sessions()
                            .link(call.getArgument(0), call.getArgument(1), call.getArgument(2), call.getArgument(3));
                    return linking instanceof Linking.LinkedElsewhere
                            ? new Linking.Linked(samples().session(samples().addChannel()))
                            : linking;
                })
                .when(sessions)
                .link(any(PartnerId.class), any(Reference.class), any(ConversationId.class), any(Instant.class));
        SessionsContract kit = () -> Replacing.in(sound, sessions);

        bites(kit::a_link_never_moves_and_keeps_its_date);
        bites(kit::of_several_conversations_that_link_a_session_at_once_one_succeeds);
    }

    @Test
    void clicks_that_ignore_the_cursor() {
        Clicks clicks = sibling(Clicks.class, sound.clicks());
        doAnswer(call -> {
                    PageRequest wanted = call.getArgument(1);
                    return sound.clicks()
                            .page(
                                    call.getArgument(0),
                                    new PageRequest(
                                            wanted.limit(),
                                            wanted.offset(),
                                            wanted.from(),
                                            wanted.to(),
                                            Optional.empty()));
                })
                .when(clicks)
                .page(any(), any());
        ClicksContract kit = () -> Replacing.in(sound, clicks);

        bites(kit::pages_are_newest_first_with_ties_broken_by_the_greater_id);
    }

    @Test
    void conversations_that_admit_outside_of_the_unit_of_work() {
        Set<MessageId> seen = ConcurrentHashMap.newKeySet();
        Conversations conversations = sibling(Conversations.class, sound.conversations());
        doAnswer(call -> seen.add(call.getArgument(1))).when(conversations).admit(any(), any(), any());
        ConversationsContract kit = () -> Replacing.in(sound, conversations, withoutIsolation());

        bites(kit::the_others_wait_until_the_first_callers_unit_of_work_has_ended);
        bites(kit::another_caller_is_admitted_when_the_first_callers_unit_of_work_was_given_up);
    }

    @Test
    void conversations_that_know_a_contact_by_its_phone_number_alone() {
        Conversations conversations = sibling(Conversations.class, sound.conversations());
        doAnswer(call -> {
                    Contact contact = call.getArgument(1);
                    Contact known = contact.phoneNumber().isEmpty()
                            ? contact
                            : new Contact(Optional.empty(), contact.phoneNumber());
                    return sound.conversations().join(call.getArgument(0), known, call.getArgument(2));
                })
                .when(conversations)
                .join(any(), any(), any());
        ConversationsContract kit = () -> Replacing.in(sound, conversations);

        bites(kit::two_user_ids_are_two_contacts_even_with_one_phone_number);
        bites(kit::a_contact_is_known_again_by_its_user_id_and_keeps_what_is_known);
    }

    @Test
    void leads_whose_lock_ends_at_once() {
        Leads leads = sibling(Leads.class, sound.leads());
        doAnswer(call -> sound.unitOfWork()
                        .run(() -> sound.leads().openOrLock(call.getArgument(0), call.getArgument(1))))
                .when(leads)
                .openOrLock(any(), any());
        doAnswer(call -> sound.unitOfWork().run(() -> sound.leads().lock(call.getArgument(0), call.getArgument(1))))
                .when(leads)
                .lock(any(), any());
        doAnswer(call -> sound.unitOfWork().run(() -> {
                    sound.leads().save(call.getArgument(0));
                    return call;
                }))
                .when(leads)
                .save(any(Lead.class));
        LeadsContract kit = () -> Replacing.in(sound, leads, withoutIsolation());

        bites(kit::nobody_else_gets_a_lead_until_the_unit_of_work_ends);
        bites(kit::nobody_else_gets_a_lead_that_is_just_being_opened);
        bites(kit::nothing_is_lost_when_several_change_a_lead_at_once);
    }

    @Test
    void webhooks_that_draw_a_new_secret_at_each_registration() {
        Webhooks webhooks = sibling(Webhooks.class, sound.webhooks());
        doAnswer(call -> {
                    Webhook kept = sound.webhooks().register(call.getArgument(0));
                    return new Webhook(
                            kept.id(),
                            kept.partnerId(),
                            kept.url(),
                            call.<Webhook>getArgument(0).secret(),
                            kept.active(),
                            kept.createdAt(),
                            kept.updatedAt());
                })
                .when(webhooks)
                .register(any());
        WebhooksContract kit = () -> Replacing.in(sound, webhooks);

        bites(kit::a_later_registration_moves_the_webhook_and_leaves_the_rest_of_it);
        bites(kit::of_several_first_registrations_at_once_one_makes_the_secret);
    }

    @Test
    void events_appended_outside_of_the_unit_of_work() {
        Outbox elsewhere = new InMemoryStore().ports().outbox();
        OutboxContract kit = () -> new StoreWith(Replacing.in(sound, elsewhere), elsewhere);

        bites(kit::an_event_of_a_unit_of_work_that_was_given_up_was_never_there);
    }

    @Test
    void events_claimed_without_a_lease() {
        List<OutboxEvent> appended = new ArrayList<>();
        Outbox outbox = sibling(Outbox.class, sound.outbox());
        doAnswer(call -> appended.addAll(call.getArgument(0))).when(outbox).append(anyList());
        doAnswer(call -> List.copyOf(appended)).when(outbox).claimLeftOver(100);
        OutboxContract kit = () -> new StoreWith(Replacing.in(sound, outbox), outbox);

        bites(kit::an_event_belongs_to_the_node_that_appended_it_for_the_length_of_the_lease);
        bites(kit::a_claimed_event_belongs_to_the_node_that_claimed_it_for_another_lease);
    }

    @Test
    void an_outbox_that_lets_a_node_record_what_another_one_claims() {
        OutboxContract kit = () -> new StoreWith(sound, sound.outbox());

        bites(kit::a_node_that_was_taken_over_records_nothing_any_more);
    }

    @Test
    void a_unit_of_work_that_keeps_what_was_done_before_it_failed() {
        UnitOfWork halfWay = new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                List<Throwable> failures = new ArrayList<>();
                Optional<T> result = sound.unitOfWork().run(() -> {
                    try {
                        return Optional.of(work.get());
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                        return Optional.empty();
                    }
                });
                failures.forEach(KitBitesTest::rethrow);
                return result.orElseThrow();
            }
        };
        UnitOfWorkContract kit = () -> Replacing.in(sound, halfWay);

        bites(kit::no_change_through_any_port_is_kept_when_the_work_throws);
        bites(kit::an_error_undoes_the_work_as_an_exception_does);
        bites(kit::what_was_there_before_is_as_it_was_when_work_that_changed_it_throws);
        bites(kit::a_unit_within_a_unit_is_part_of_the_outer_one);
    }

    @Test
    void a_unit_of_work_that_hides_why_it_failed() {
        UnitOfWork wrapping = new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                try {
                    return sound.unitOfWork().run(work);
                } catch (IllegalStateException e) {
                    throw new IllegalStateException("rolled back", e);
                }
            }
        };
        UnitOfWorkContract kit = () -> Replacing.in(sound, wrapping);

        bites(kit::no_change_through_any_port_is_kept_when_the_work_throws);
    }

    private static void bites(ThrowingCallable test) {
        assertThatThrownBy(test).isInstanceOf(AssertionError.class);
    }

    private static <T> T sibling(Class<T> port, T sound) {
        return mock(port, delegatesTo(sound));
    }

    private Samples samples() {
        return Samples.in(sound);
    }

    /** Each call of a port is then a unit of its own, so that callers can come between. */
    private static UnitOfWork withoutIsolation() {
        return new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                return work.get();
            }
        };
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    /** The store with other ports and another second node. */
    private final class StoreWith implements Store {
        private final Ports ports;
        private final Outbox anotherNode;

        StoreWith(Ports ports, Outbox anotherNode) {
            this.ports = ports;
            this.anotherNode = anotherNode;
        }

        @Override
        public Ports ports() {
            return ports;
        }

        @Override
        public Outbox anotherNode() {
            return anotherNode;
        }

        @Override
        public Duration lease() {
            return store.lease();
        }

        @Override
        public void advance(Duration duration) {
            store.advance(duration);
        }
    }
}

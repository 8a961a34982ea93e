package sg.com.aurix.application.inmemory;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static sg.com.aurix.application.inmemory.Siblings.awaitAnother;
import static sg.com.aurix.application.inmemory.Siblings.bites;
import static sg.com.aurix.application.inmemory.Siblings.bitesOnceTheOtherIsInTime;
import static sg.com.aurix.application.inmemory.Siblings.sibling;
import static sg.com.aurix.application.inmemory.Siblings.withoutIsolation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.ApiKeysContract;
import sg.com.aurix.application.contract.ChannelsContract;
import sg.com.aurix.application.contract.ClicksContract;
import sg.com.aurix.application.contract.ConversationsContract;
import sg.com.aurix.application.contract.PartnersContract;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.contract.SessionsContract;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.contract.WebhooksContract;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.Conversations;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Partners;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.application.port.Sessions.Linking;
import sg.com.aurix.application.port.Sessions.Opening;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookSecrets;

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
        CountDownLatch looked = new CountDownLatch(2);
        Channels channels = sibling(Channels.class, sound.channels());
        doAnswer(call -> {
                    Channel channel = call.getArgument(0);
                    boolean free = !taken.contains(channel.id()) && !taken.contains(channel.widgetToken());
                    awaitAnother(looked);
                    taken.addAll(List.of(channel.id(), channel.widgetToken()));
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
        CountDownLatch looked = new CountDownLatch(2);
        Sessions sessions = sibling(Sessions.class, sound.sessions());
        doAnswer(call -> {
                    Session candidate = call.<List<Session>>getArgument(0).get(0);
                    Optional<Session> known = Optional.ofNullable(current.get(candidate.deviceId()));
                    awaitAnother(looked);
                    current.putIfAbsent(candidate.deviceId(), candidate);
                    return List.of(known.<Opening>map(Opening.Resumed::new).orElse(new Opening.Opened(candidate)));
                })
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

        bitesOnceTheOtherIsInTime(kit::the_others_wait_until_the_first_callers_unit_of_work_has_ended);
        bitesOnceTheOtherIsInTime(kit::another_caller_is_admitted_when_the_first_callers_unit_of_work_was_given_up);
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
    void webhooks_that_keep_the_latest_registration() {
        Webhooks webhooks = sibling(Webhooks.class, sound.webhooks());
        doAnswer(call -> {
                    Webhook candidate = call.getArgument(0);
                    sound.webhooks().addOrGet(candidate);
                    return sound.webhooks()
                            .change(candidate.partnerId(), known -> candidate)
                            .orElseThrow();
                })
                .when(webhooks)
                .addOrGet(any());
        WebhooksContract kit = () -> Replacing.in(sound, webhooks);

        bites(kit::a_later_registration_leaves_the_webhook_there_is_as_it_is);
        bites(kit::of_several_first_registrations_at_once_one_makes_the_secret);
    }

    @Test
    void webhooks_that_two_read_before_either_changes_them() {
        CountDownLatch looked = new CountDownLatch(2);
        Webhooks webhooks = sibling(Webhooks.class, sound.webhooks());
        doAnswer(call -> {
                    PartnerId partnerId = call.getArgument(0);
                    UnaryOperator<Webhook> change = call.getArgument(1);
                    Optional<Webhook> changed = sound.webhooks().of(partnerId).map(change);
                    awaitAnother(looked);
                    return changed.flatMap(webhook -> sound.webhooks().change(partnerId, known -> webhook));
                })
                .when(webhooks)
                .change(any(), any());
        WebhooksContract kit = () -> Replacing.in(sound, webhooks, withoutIsolation());

        bites(kit::no_rotation_is_lost_when_several_are_made_at_once);
    }

    @Test
    void webhooks_whose_changes_wait_for_nobody() {
        WebhooksContract kit = () -> Replacing.in(sound, withoutIsolation());

        bitesOnceTheOtherIsInTime(kit::a_change_waits_for_the_one_before_and_is_made_of_what_that_left);
    }

    @Test
    void webhooks_that_forget_replaced_secrets() {
        Webhooks webhooks = sibling(Webhooks.class, sound.webhooks());
        doAnswer(call -> sound.webhooks().of(call.getArgument(0)).map(KitBitesTest::withoutReplacedSecrets))
                .when(webhooks)
                .of(any());
        WebhooksContract kit = () -> Replacing.in(sound, webhooks);

        bites(kit::every_setting_is_kept_to_the_microsecond_and_replaced_secrets_in_their_order);
        bites(kit::no_rotation_is_lost_when_several_are_made_at_once);
    }

    private static Webhook withoutReplacedSecrets(Webhook webhook) {
        return webhook.with(WebhookSecrets.of(webhook.secret()), webhook.updatedAt());
    }

    private Samples samples() {
        return Samples.in(sound);
    }
}

package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.Sessions.Linking;
import sg.com.aurix.application.port.Sessions.Opening;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;

/** What every {@link sg.com.aurix.application.port.Sessions} must do. */
public interface SessionsContract {
    Ports ports();

    @Requirement("TR-2")
    @Test
    default void a_new_device_opens_the_candidate() {
        Samples samples = Samples.in(ports());
        Session candidate = samples.session(samples.addChannel());

        assertThat(openOrResume(candidate, candidate.startedAt())).isEqualTo(new Opening.Opened(candidate));
        assertThat(ports().sessions().find(candidate.partnerId(), candidate.id()))
                .contains(candidate);
    }

    @Requirement("TR-2")
    @Test
    default void a_device_resumes_the_session_that_began_at_since_or_later() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session first = samples.openSession(channel);
        Session atSince =
                samples.session(channel, first.deviceId(), samples.now().plusSeconds(1));
        Session afterSince =
                samples.session(channel, first.deviceId(), samples.now().plusSeconds(2));

        assertThat(openOrResume(atSince, first.startedAt())).isEqualTo(new Opening.Resumed(first));
        assertThat(openOrResume(afterSince, first.startedAt().minusSeconds(60))).isEqualTo(new Opening.Resumed(first));
        assertThat(ports().sessions().find(channel.partnerId(), atSince.id())).isEmpty();
    }

    @Requirement("TR-2")
    @Test
    default void a_device_whose_session_began_a_microsecond_before_since_opens_the_candidate() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session first = samples.openSession(channel);
        Instant since = first.startedAt().plus(1, ChronoUnit.MICROS);
        Session second = samples.session(channel, first.deviceId(), since);
        Session third = samples.session(channel, first.deviceId(), since.plusSeconds(1));

        assertThat(openOrResume(second, since)).isEqualTo(new Opening.Opened(second));
        assertThat(openOrResume(third, since)).isEqualTo(new Opening.Resumed(second));
        assertThat(ports().sessions().find(channel.partnerId(), first.id())).contains(first);
    }

    @Requirement("TR-2")
    @Test
    default void another_device_or_another_partner_has_a_session_of_its_own() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session first = samples.openSession(channel);
        Session otherDevice = samples.session(channel);
        Session otherPartner = samples.session(samples.addChannel(), first.deviceId(), samples.now());

        assertThat(openOrResume(otherDevice, first.startedAt())).isEqualTo(new Opening.Opened(otherDevice));
        assertThat(openOrResume(otherPartner, first.startedAt())).isEqualTo(new Opening.Opened(otherPartner));
    }

    @Requirement("TR-2")
    @Test
    default void another_channel_of_the_partner_resumes_the_devices_session() {
        Samples samples = Samples.in(ports());
        Session first = samples.openSession(samples.addChannel());
        Channel other = samples.addChannel(first.partnerId());

        assertThat(openOrResume(samples.session(other, first.deviceId(), samples.now()), first.startedAt()))
                .isEqualTo(new Opening.Resumed(first));
    }

    @Requirement("TR-2")
    @Test
    default void of_candidates_that_name_the_same_device_the_first_is_stored_and_the_others_resume_it() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session first = samples.session(channel);
        Session other = samples.session(channel);
        Session again = samples.session(channel, first.deviceId(), first.startedAt());
        Session onceMore = samples.session(channel, first.deviceId(), first.startedAt());

        assertThat(openOrResume(List.of(first, other, again, onceMore), first.startedAt()))
                .containsExactly(
                        new Opening.Opened(first),
                        new Opening.Opened(other),
                        new Opening.Resumed(first),
                        new Opening.Resumed(first));
    }

    @Test
    default void a_long_list_is_answered_in_its_order() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        List<Session> candidates =
                Stream.generate(() -> samples.session(channel)).limit(500).toList();

        assertThat(openOrResume(candidates, samples.now()))
                .isEqualTo(candidates.stream().map(Opening.Opened::new).toList());
    }

    @Requirement("TR-1")
    @Test
    default void an_id_that_is_taken_in_whatever_letter_case_is_refused_and_leaves_no_trace() {
        Samples samples = Samples.in(ports());
        CorrelationId taken = samples.openSession(samples.addChannel()).id();
        CorrelationId shouted = new CorrelationId(taken.value().toUpperCase(Locale.ROOT));
        Channel channel = samples.addChannel();
        DeviceId device = samples.device();
        Session valid = samples.session(channel);

        for (CorrelationId id : List.of(taken, shouted)) {
            Session candidate = Session.begin(id, channel.partnerId(), channel.id(), device, samples.now());
            assertThat(openOrResume(List.of(candidate, valid), samples.now()).get(0))
                    .isEqualTo(new Opening.IdTaken());
            assertThat(ports().sessions().find(channel.partnerId(), id)).isEmpty();
        }
        assertThat(ports().sessions().find(channel.partnerId(), valid.id())).contains(valid);
        Session redrawn = samples.session(channel, device, samples.now());
        assertThat(openOrResume(redrawn, samples.now())).isEqualTo(new Opening.Opened(redrawn));
    }

    @Requirement("TR-1")
    @Test
    default void an_id_is_taken_by_an_earlier_candidate_of_the_same_list() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session first = samples.session(channel);
        CorrelationId shouted = new CorrelationId(first.id().value().toUpperCase(Locale.ROOT));
        Session second = Session.begin(shouted, channel.partnerId(), channel.id(), samples.device(), first.startedAt());

        assertThat(openOrResume(List.of(first, second), first.startedAt()))
                .containsExactly(new Opening.Opened(first), new Opening.IdTaken());
    }

    @Requirement({"TR-2", "RS-9"})
    @Test
    default void whoever_races_one_device_has_one_session() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            DeviceId device = samples.device();
            Instant now = samples.now();

            List<Opening> openings = Race.run(number -> openOrResume(samples.session(channel, device, now), now));

            assertThat(openings).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
            assertThat(openings).extracting(SessionsContract::session).containsOnly(session(openings.get(0)));
        }
    }

    @Requirement("TR-2")
    @Test
    default void whoever_races_after_a_session_ran_out_one_device_has_one_new_session() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Session old = samples.openSession(channel);
            Instant since = old.startedAt().plusSeconds(1);

            List<Opening> openings =
                    Race.run(number -> openOrResume(samples.session(channel, old.deviceId(), since), since));

            assertThat(openings).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
            assertThat(openings).extracting(SessionsContract::session).containsOnly(session(openings.get(0)));
        }
    }

    @Requirement("TR-1")
    @Test
    default void whoever_races_for_an_id_one_gets_it() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            CorrelationId id = samples.correlationId();
            Instant now = samples.now();

            List<Opening> openings = Race.run(number ->
                    openOrResume(Session.begin(id, channel.partnerId(), channel.id(), samples.device(), now), now));

            assertThat(openings).filteredOn(Opening.Opened.class::isInstance).hasSize(1);
            assertThat(openings).filteredOn(Opening.IdTaken.class::isInstance).hasSize(openings.size() - 1);
        }
    }

    @Requirement("TR-2")
    @Test
    default void lists_that_name_the_same_devices_in_opposite_orders_do_not_block_each_other() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            DeviceId one = samples.device();
            DeviceId other = samples.device();
            Instant now = samples.now();

            List<List<Opening>> openings = Race.run(number -> {
                List<DeviceId> order = number % 2 == 0 ? List.of(one, other) : List.of(other, one);
                return openOrResume(
                        order.stream()
                                .map(device -> samples.session(channel, device, now))
                                .toList(),
                        now);
            });

            Set<Session> sessions = new HashSet<>();
            openings.forEach(list -> list.forEach(opening -> sessions.add(session(opening))));
            assertThat(sessions).extracting(Session::deviceId).containsExactlyInAnyOrder(one, other);
        }
    }

    @Requirement("LD-3")
    @Test
    default void a_session_is_linked_by_its_reference_and_shows_when() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session session = samples.openSession(channel);
        ConversationId conversation = samples.joinConversation(channel).id();
        Instant now = samples.now().plusSeconds(60);

        assertThat(link(session, conversation, now)).isEqualTo(new Linking.Linked(session.correlated(now)));
        assertThat(ports().sessions().find(session.partnerId(), session.id())).contains(session.correlated(now));
    }

    @Requirement("LD-3")
    @Test
    default void a_link_never_moves_and_keeps_its_date() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session session = samples.openSession(channel);
        ConversationId mine = samples.joinConversation(channel).id();
        ConversationId other = samples.joinConversation(channel).id();
        Session linked = session.correlated(samples.now());
        link(session, mine, samples.now());

        assertThat(link(session, mine, samples.now().plusSeconds(1))).isEqualTo(new Linking.AlreadyLinked(linked));
        assertThat(link(session, other, samples.now().plusSeconds(2))).isEqualTo(new Linking.LinkedElsewhere());
        assertThat(ports().sessions().find(session.partnerId(), session.id())).contains(linked);
    }

    @Requirement({"LD-2", "API-8"})
    @Test
    default void a_reference_counts_only_for_the_partner_that_has_the_session() {
        Samples samples = Samples.in(ports());
        Session session = samples.openSession(samples.addChannel());
        Conversation strangers = samples.joinConversation(samples.addChannel());

        assertThat(link(strangers.partnerId(), session.id(), strangers.id(), samples.now()))
                .isEqualTo(new Linking.Unknown());
        assertThat(link(strangers.partnerId(), samples.correlationId(), strangers.id(), samples.now()))
                .isEqualTo(new Linking.Unknown());
        assertThat(ports().sessions().find(session.partnerId(), session.id())).contains(session);
        assertThat(ports().sessions().find(strangers.partnerId(), session.id())).isEmpty();
    }

    @Requirement("LD-2")
    @Test
    default void of_many_references_those_to_sessions_of_the_partner_are_known_in_their_order() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Reference first = Reference.to(samples.openSession(channel).id());
        Reference second = Reference.to(samples.openSession(channel).id());
        Reference strangers =
                Reference.to(samples.openSession(samples.addChannel()).id());
        Reference nobodys = Reference.to(samples.correlationId());

        assertThat(ports().sessions().known(channel.partnerId(), List.of(nobodys, second, strangers, first)))
                .containsExactly(second, first);
    }

    @Requirement("LD-3")
    @Test
    default void of_several_conversations_that_link_a_session_at_once_one_succeeds() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Session session = samples.openSession(channel);
            List<ConversationId> conversations = Stream.generate(() -> samples.joinConversation(channel))
                    .limit(8)
                    .map(Conversation::id)
                    .toList();

            List<Linking> linkings = Race.run(8, number -> link(session, conversations.get(number), samples.now()));

            assertThat(linkings).filteredOn(Linking.Linked.class::isInstance).hasSize(1);
            assertThat(linkings)
                    .filteredOn(new Linking.LinkedElsewhere()::equals)
                    .hasSize(7);
        }
    }

    @Test
    default void a_session_is_found_only_by_its_id_exactly_as_written() {
        Samples samples = Samples.in(ports());
        Session session = samples.openSession(samples.addChannel());
        CorrelationId shouted = new CorrelationId(session.id().value().toUpperCase(Locale.ROOT));

        assertThat(ports().sessions().find(session.partnerId(), session.id())).contains(session);
        assertThat(ports().sessions().find(session.partnerId(), shouted)).isEmpty();
        assertThat(ports().sessions().find(session.partnerId(), samples.correlationId()))
                .isEmpty();
    }

    private Opening openOrResume(Session candidate, Instant since) {
        return openOrResume(List.of(candidate), since).get(0);
    }

    private List<Opening> openOrResume(List<Session> candidates, Instant since) {
        return ports().unitOfWork().run(() -> ports().sessions().openOrResume(candidates, since));
    }

    private Linking link(Session session, ConversationId conversation, Instant now) {
        return link(session.partnerId(), session.id(), conversation, now);
    }

    private Linking link(PartnerId partnerId, CorrelationId id, ConversationId conversation, Instant now) {
        return ports().unitOfWork().run(() -> ports().sessions().link(partnerId, Reference.to(id), conversation, now));
    }

    private static Session session(Opening opening) {
        if (opening instanceof Opening.Opened opened) {
            return opened.session();
        }
        if (opening instanceof Opening.Resumed resumed) {
            return resumed.session();
        }
        throw new AssertionError("there is no session in " + opening);
    }
}

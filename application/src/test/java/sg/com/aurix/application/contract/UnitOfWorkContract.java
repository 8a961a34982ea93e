package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** What every {@link sg.com.aurix.application.port.UnitOfWork} must do over the ports beside it. */
public interface UnitOfWorkContract {
    Ports ports();

    @Test
    default void changes_through_every_port_are_kept_when_the_work_returns() {
        Additions additions = new Additions(ports());

        assertThat(ports().unitOfWork().run(additions::make)).isSameAs(additions);

        assertThat(additions.found()).containsOnly(true);
    }

    @Requirement("WH-7")
    @Test
    default void no_change_through_any_port_is_kept_when_the_work_throws() {
        Additions additions = new Additions(ports());
        RuntimeException thrown = new IllegalStateException("half-way");

        assertThatThrownBy(() -> ports().unitOfWork().run(() -> {
                    additions.make();
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(additions.found()).containsOnly(false);
    }

    @Test
    default void an_error_undoes_the_work_as_an_exception_does() {
        Additions additions = new Additions(ports());
        Error thrown = new AssertionError("half-way");

        assertThatThrownBy(() -> ports().unitOfWork().run(() -> {
                    additions.make();
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(additions.found()).containsOnly(false);
    }

    @Test
    default void what_was_there_before_is_as_it_was_when_work_that_changed_it_throws() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        PartnerKey key = samples.addKey(channel.partnerId());
        Session session = samples.openSession(channel);
        Conversation conversation = samples.joinConversation(channel);
        Lead lead = samples.openLead(conversation);
        Webhook webhook = samples.addWebhook(channel.partnerId());
        OutboxEvent event = samples.addEvent(channel.partnerId());

        assertThatThrownBy(() -> samples.run(() -> {
                    ports().apiKeys().revoke(key.partnerId(), key.id(), samples.now());
                    ports().channels().replace(switchedOff(channel));
                    ports().sessions()
                            .link(channel.partnerId(), Reference.to(session.id()), conversation.id(), samples.now());
                    Lead locked = ports().leads().openOrLock(conversation, samples.now());
                    ports().leads().save(locked.correlate(session.id(), samples.now()));
                    ports().webhooks().change(webhook.partnerId(), known -> moved(known, samples.now()));
                    ports().outbox().record(List.of(samples.delivered(event)));
                    throw new IllegalStateException("half-way");
                }))
                .hasMessage("half-way");

        assertThat(ports().apiKeys().find(key.hash())).contains(key);
        assertThat(ports().channels().of(channel.partnerId())).containsExactly(channel);
        assertThat(ports().sessions().find(session.partnerId(), session.id())).contains(session);
        assertThat(ports().leads()
                        .page(channel.partnerId(), PageRequest.first(1))
                        .get(0)
                        .lead())
                .isEqualTo(lead);
        assertThat(ports().webhooks().of(channel.partnerId())).contains(webhook);
        assertThat(ports().outbox()
                        .find(event.partnerId(), event.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(DeliveryState.PENDING);
    }

    @Test
    default void a_unit_within_a_unit_is_part_of_the_outer_one() {
        Samples samples = Samples.in(ports());
        Partner outer = samples.partner();
        Partner inner = samples.partner();

        assertThatThrownBy(() -> samples.run(() -> {
                    ports().partners().add(outer);
                    samples.run(() -> ports().partners().add(inner));
                    assertThat(ports().partners().find(inner.id())).contains(inner);
                    throw new IllegalStateException("half-way");
                }))
                .hasMessage("half-way");

        assertThat(ports().partners().find(outer.id())).isEmpty();
        assertThat(ports().partners().find(inner.id())).isEmpty();
    }

    @Test
    default void a_unit_sees_its_own_changes() {
        Samples samples = Samples.in(ports());
        Partner partner = samples.partner();

        assertThat(ports().unitOfWork().<Optional<Partner>>run(() -> {
                    ports().partners().add(partner);
                    return ports().partners().find(partner.id());
                }))
                .contains(partner);
    }

    @Test
    default void units_that_were_given_up_leave_room_for_the_next() {
        Samples samples = Samples.in(ports());
        Partner partner = samples.partner();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> samples.run(() -> {
                        ports().partners().add(partner);
                        throw new IllegalStateException("half-way");
                    }))
                    .hasMessage("half-way");
        }

        samples.run(() -> ports().partners().add(partner));

        assertThat(ports().partners().find(partner.id())).contains(partner);
    }

    private static Webhook moved(Webhook webhook, Instant now) {
        return webhook.with(Webhook.Change.of(new WebhookUrl("https://new.example")), now);
    }

    private static Channel switchedOff(Channel channel) {
        return new Channel(
                channel.id(),
                channel.partnerId(),
                channel.phoneNumber(),
                channel.widgetToken(),
                channel.texts(),
                channel.leadForm(),
                false,
                channel.createdAt());
    }

    /** One new row through every port, and whether each is there. */
    final class Additions {
        private final Ports ports;
        private final Samples samples;
        private final Channel home;
        private final Conversation talk;
        private final Contact contact;
        private final Partner partner;
        private final PartnerKey key;
        private final Channel channel;
        private final Session session;
        private final MessageId message;
        private final Webhook webhook;
        private final OutboxEvent event;

        Additions(Ports ports) {
            this.ports = ports;
            samples = Samples.in(ports);
            home = samples.addChannel();
            talk = samples.joinConversation(home);
            contact = samples.contact();
            partner = samples.partner();
            key = samples.key(home.partnerId());
            channel = samples.channel(home.partnerId());
            session = samples.session(home);
            message = samples.message();
            webhook = samples.webhook(home.partnerId());
            event = samples.event(home.partnerId());
        }

        Additions make() {
            ports.partners().add(partner);
            ports.apiKeys().add(key);
            ports.channels().add(channel);
            ports.sessions().openOrResume(List.of(session), session.startedAt());
            ports.clicks().record(List.of(samples.click(session)));
            ports.conversations().admit(home, message, samples.now());
            ports.conversations().join(home, contact, samples.now());
            ports.leads().openOrLock(talk, samples.now());
            ports.webhooks().addOrGet(webhook);
            ports.outbox().append(List.of(event));
            return this;
        }

        List<Boolean> found() {
            return List.of(
                    ports.partners().find(partner.id()).isPresent(),
                    ports.apiKeys().find(key.hash()).isPresent(),
                    ports.channels().find(channel.id()).isPresent(),
                    ports.sessions().find(home.partnerId(), session.id()).isPresent(),
                    !ports.clicks().page(home.partnerId(), PageRequest.first(1)).isEmpty(),
                    wasAdmitted(),
                    hasBegun(),
                    !ports.leads().page(home.partnerId(), PageRequest.first(1)).isEmpty(),
                    ports.webhooks().of(home.partnerId()).isPresent(),
                    ports.outbox().find(home.partnerId(), event.id()).isPresent());
        }

        private boolean wasAdmitted() {
            return !ports.unitOfWork().run(() -> ports.conversations().admit(home, message, samples.now()));
        }

        /** A conversation that is there keeps the moment when it began. */
        private boolean hasBegun() {
            Conversation joined = ports.unitOfWork()
                    .run(() -> ports.conversations()
                            .join(home, contact, samples.now().plusSeconds(3600)));
            return joined.startedAt().isBefore(samples.now().plusSeconds(1800));
        }
    }
}

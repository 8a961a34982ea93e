package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

/** What every {@link sg.com.aurix.application.port.Channels} must do. */
public interface ChannelsContract {
    Ports ports();

    @Test
    default void a_channel_is_found_by_its_id_as_it_was_added() {
        Channel channel = Samples.in(ports()).addChannel();

        assertThat(ports().channels().find(channel.id())).contains(channel);
    }

    @Test
    default void a_channel_that_was_never_added_is_not_found() {
        Samples samples = Samples.in(ports());
        Channel never = samples.channel(samples.partner().id());

        assertThat(ports().channels().find(never.id())).isEmpty();
        assertThat(ports().channels().of(never.partnerId())).isEmpty();
    }

    @Test
    default void channels_are_found_by_their_tokens_and_unknown_tokens_are_left_out() {
        Samples samples = Samples.in(ports());
        Channel one = samples.addChannel();
        Channel other = samples.addChannel();
        samples.addChannel();
        Channel never = samples.channel(samples.partner().id());

        assertThat(ports().channels().byToken(List.of(one.widgetToken(), never.widgetToken(), other.widgetToken())))
                .isEqualTo(Map.of(one.widgetToken(), one, other.widgetToken(), other));
        assertThat(ports().channels().byToken(List.of())).isEmpty();
    }

    @Test
    default void a_token_is_found_only_exactly_as_it_is_written() {
        Samples samples = Samples.in(ports());
        Channel fresh = samples.channel(samples.addPartner().id());
        String token = "Wt" + fresh.id().value();
        assertThat(add(with(fresh, fresh.id(), new WidgetToken(token)))).isTrue();

        assertThat(ports().channels()
                        .byToken(List.of(new WidgetToken("wT" + fresh.id().value()))))
                .isEmpty();
    }

    @Test
    default void a_taken_id_or_token_is_refused_whosever_it_is() {
        Samples samples = Samples.in(ports());
        Channel first = samples.addChannel();
        Channel other = samples.channel(samples.addPartner().id());

        assertThat(add(with(other, first.id(), other.widgetToken()))).isFalse();
        assertThat(add(with(other, other.id(), first.widgetToken()))).isFalse();

        assertThat(ports().channels().find(first.id())).contains(first);
        assertThat(ports().channels().of(other.partnerId())).isEmpty();
        assertThat(add(other)).isTrue();
    }

    @Test
    default void when_several_add_the_same_id_or_token_at_once_one_of_them_succeeds() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        for (int round = 0; round < Race.ROUNDS; round++) {
            Channel channel = samples.channel(partnerId);

            assertThat(Race.run(number -> add(with(
                            channel, channel.id(), samples.channel(partnerId).widgetToken()))))
                    .containsOnlyOnce(true);
            assertThat(Race.run(number ->
                            add(with(channel, samples.channel(partnerId).id(), channel.widgetToken()))))
                    .containsOnlyOnce(true);
        }
    }

    @Test
    default void a_channel_is_replaced_but_for_its_token_and_creation_date() {
        Samples samples = Samples.in(ports());
        Channel before = samples.addChannel();
        Channel fresh = samples.channel(before.partnerId());
        Channel after = new Channel(
                before.id(),
                before.partnerId(),
                fresh.phoneNumber(),
                fresh.widgetToken(),
                new WidgetTexts("Renamed", Optional.empty(), Optional.empty(), false),
                LeadForm.STANDARD,
                false,
                samples.now().plusSeconds(60));

        assertThat(replace(after)).isTrue();

        assertThat(ports().channels().find(before.id()))
                .contains(new Channel(
                        after.id(),
                        after.partnerId(),
                        after.phoneNumber(),
                        before.widgetToken(),
                        after.texts(),
                        after.leadForm(),
                        after.active(),
                        before.createdAt()));
        assertThat(ports().channels().byToken(List.of(fresh.widgetToken()))).isEmpty();
    }

    @Requirement("API-8")
    @Test
    default void another_partners_channel_is_not_replaced() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Channel strangers = with(samples.channel(samples.addPartner().id()), channel.id(), channel.widgetToken());

        assertThat(replace(strangers)).isFalse();
        assertThat(replace(samples.channel(strangers.partnerId()))).isFalse();
        assertThat(ports().channels().find(channel.id())).contains(channel);
    }

    @Requirement("RS-18")
    @Test
    default void only_its_partner_locks_a_channel() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        PartnerId stranger = samples.addPartner().id();

        assertThat(lock(channel.partnerId(), channel.id())).contains(channel);
        assertThat(lock(stranger, channel.id())).isEmpty();
    }

    @Test
    default void changes_made_under_the_lock_at_once_are_all_kept() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();

        List<Boolean> replaced = Race.run(
                8,
                racer -> ports().unitOfWork().run(() -> {
                    Channel locked = ports().channels()
                            .lock(channel.partnerId(), channel.id())
                            .orElseThrow();
                    String name = locked.texts().displayName() + "+";
                    WidgetTexts texts = new WidgetTexts(name, Optional.empty(), Optional.empty(), true);
                    return ports().channels().replace(withTexts(locked, texts));
                }));

        assertThat(replaced).containsOnly(true);

        assertThat(ports().channels().find(channel.id()).orElseThrow().texts().displayName())
                .isEqualTo(channel.texts().displayName() + "+".repeat(8));
    }

    @Test
    default void a_partners_channels_are_listed_oldest_first_with_ties_broken_by_id() {
        Samples samples = Samples.in(ports());
        PartnerId partnerId = samples.addPartner().id();
        samples.addChannel();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Channel channel =
                    createdAt(samples.channel(partnerId), samples.now().minusNanos(1_000L * (i / 2)));
            assertThat(add(channel)).isTrue();
            channels.add(channel);
        }
        channels.sort(Comparator.comparing(Channel::createdAt)
                .thenComparing(channel -> channel.id().value()));

        assertThat(ports().channels().of(partnerId)).isEqualTo(channels);
    }

    private boolean add(Channel channel) {
        return ports().unitOfWork().run(() -> ports().channels().add(channel));
    }

    private Optional<Channel> lock(PartnerId partnerId, ChannelId id) {
        return ports().unitOfWork().run(() -> ports().channels().lock(partnerId, id));
    }

    private boolean replace(Channel channel) {
        return ports().unitOfWork().run(() -> ports().channels().replace(channel));
    }

    private static Channel withTexts(Channel channel, WidgetTexts texts) {
        return new Channel(
                channel.id(),
                channel.partnerId(),
                channel.phoneNumber(),
                channel.widgetToken(),
                texts,
                channel.leadForm(),
                channel.active(),
                channel.createdAt());
    }

    private static Channel with(Channel channel, ChannelId id, WidgetToken token) {
        return new Channel(
                id,
                channel.partnerId(),
                channel.phoneNumber(),
                token,
                channel.texts(),
                channel.leadForm(),
                channel.active(),
                channel.createdAt());
    }

    private static Channel createdAt(Channel channel, Instant createdAt) {
        return new Channel(
                channel.id(),
                channel.partnerId(),
                channel.phoneNumber(),
                channel.widgetToken(),
                channel.texts(),
                channel.leadForm(),
                channel.active(),
                createdAt);
    }
}

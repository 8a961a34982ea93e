package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.tracking.Visitor;

/** What every {@link sg.com.aurix.application.port.Clicks} must do. */
public interface ClicksContract {
    Ports ports();

    @Requirement({"TR-3", "TR-4", "API-2"})
    @Test
    default void clicks_are_kept_as_they_were_whatever_the_browser_said() {
        Samples samples = Samples.in(ports());
        Session session = samples.openSession(samples.addChannel());
        Click full = samples.click(session);
        List<Click> clicks = Stream.of(
                        "https://example.com",
                        "https://example.com/?a=%00&%00=b&c=%ED%A0%80&d=%zz&d=+",
                        "https://example.com/é?q=😀&x={placement}|\\\"' &empty#frag?b=c",
                        "https://example.com/?q=" + "ü".repeat(PageUrl.LONGEST - 23))
                .map(url -> with(full, samples.click(session).id().value(), url))
                .toList();

        record(full);
        record(clicks.toArray(Click[]::new));

        assertThat(page(session.partnerId()))
                .extracting(AttributionRow::click)
                .contains(full)
                .containsAll(clicks);
    }

    private static Click with(Click click, UUID id, String url) {
        return new Click(
                new ClickId(id),
                click.partnerId(),
                click.channelId(),
                click.correlationId(),
                click.deviceId(),
                new PageUrl(url),
                Optional.empty(),
                PageContext.NONE,
                new Visitor(Optional.empty(), Optional.empty()),
                false,
                click.clickedAt());
    }

    @Test
    default void a_click_whose_id_is_taken_is_refused_with_its_whole_list() {
        Samples samples = Samples.in(ports());
        Session session = samples.openSession(samples.addChannel());
        Click first = samples.addClick(session);

        assertThatThrownBy(() -> record(samples.click(session), first)).isInstanceOf(IllegalArgumentException.class);
        assertThat(page(session.partnerId())).extracting(AttributionRow::click).containsExactly(first);
    }

    @Requirement({"API-6", "LD-3"})
    @Test
    default void every_click_of_a_session_shows_when_it_was_linked_and_no_other_click_does() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session session = samples.openSession(channel);
        Click first = samples.addClick(session);
        Click second = samples.click(session, session.startedAt().plusSeconds(60));
        record(second);
        Click other = samples.addClick(samples.openSession(channel));
        Instant linkedAt = samples.now().plusSeconds(90);
        link(session, samples.joinConversation(channel), linkedAt);

        assertThat(page(channel.partnerId()))
                .containsExactlyInAnyOrder(
                        new AttributionRow(first, Optional.of(linkedAt), Optional.empty()),
                        new AttributionRow(second, Optional.of(linkedAt), Optional.empty()),
                        new AttributionRow(other, Optional.empty(), Optional.empty()));
    }

    @Requirement("API-7")
    @Test
    default void a_click_shows_the_lead_type_collected_in_the_conversation_its_session_is_linked_to() {
        Samples samples = Samples.in(ports());
        Channel channel = samples.addChannel();
        Session session = samples.openSession(channel);
        Session other = samples.openSession(channel);
        samples.addClick(session);
        samples.addClick(other);
        Conversation conversation = samples.joinConversation(channel);
        link(session, conversation, samples.now());
        samples.run(() -> {
            Lead lead = ports().leads().openOrLock(conversation, samples.now());
            LeadData data = new LeadData(Map.of(FieldKey.LEAD_TYPE, "Bridal \"VIP\""));
            ports().leads().save(lead.collect(data, channel.leadForm(), samples.now()));
        });

        assertThat(page(channel.partnerId()))
                .allSatisfy(row -> assertThat(row.leadType())
                        .isEqualTo(
                                row.click().correlationId().equals(session.id())
                                        ? Optional.of("Bridal \"VIP\"")
                                        : Optional.empty()));
    }

    @Requirement({"API-4", "API-5"})
    @Test
    default void pages_are_newest_first_with_ties_broken_by_the_greater_id() {
        Samples samples = Samples.in(ports());
        Session session = samples.openSession(samples.addChannel());
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            clicks.add(samples.click(session, session.startedAt().plusNanos(1_000L * (i / 3))));
        }
        record(clicks.toArray(Click[]::new));
        clicks.sort(Comparator.comparing(Click::clickedAt)
                .thenComparing(click -> click.id().toString())
                .reversed());
        List<AttributionRow> expected = clicks.stream()
                .map(click -> new AttributionRow(click, Optional.empty(), Optional.empty()))
                .toList();

        new Paging<>(expected, request -> ports().clicks().page(session.partnerId(), request), AttributionRow::position)
                .assertAll();
    }

    @Requirement("API-8")
    @Test
    default void a_page_holds_only_the_partners_own_clicks() {
        Samples samples = Samples.in(ports());
        Click mine = samples.addClick(samples.openSession(samples.addChannel()));
        samples.addClick(samples.openSession(samples.addChannel()));

        assertThat(page(mine.partnerId())).extracting(AttributionRow::click).containsExactly(mine);
        assertThat(page(samples.addPartner().id())).isEmpty();
    }

    private void record(Click... clicks) {
        Samples.in(ports()).run(() -> ports().clicks().record(List.of(clicks)));
    }

    private List<AttributionRow> page(PartnerId partnerId) {
        return ports().clicks().page(partnerId, PageRequest.first(500));
    }

    private void link(Session session, Conversation conversation, Instant now) {
        Samples.in(ports())
                .run(() -> ports().sessions()
                        .link(session.partnerId(), Reference.to(session.id()), conversation.id(), now));
    }
}

package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.usecase.TrackClick.Outcome;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.SessionWindow;
import sg.com.aurix.domain.webhook.EventType;

class TrackClickTest {
    private static final String PAGE = "https://example.com/landing";
    private static final WidgetClick CLICK = Salon.click(Salon.DEVICE, PAGE);

    private final StoreUnavailableException gone =
            new StoreUnavailableException("the database is gone", new IllegalStateException());

    @Requirement("TR-2")
    @Test
    void a_device_keeps_its_correlation_id_for_12_hours_and_gets_another_one_after() {
        Salon salon = Salon.open();
        Outcome.Tracked first = salon.clicked();

        salon.pass(Duration.ofHours(12));
        Outcome.Tracked atTheEnd = salon.clicked();
        salon.pass(Duration.ofNanos(1_000));
        Outcome.Tracked after = salon.clicked();

        assertThat(first.returning()).isFalse();
        assertThat(atTheEnd.returning()).isTrue();
        assertThat(atTheEnd.click().correlationId()).isEqualTo(first.click().correlationId());
        assertThat(after.returning()).isFalse();
        assertThat(after.click().correlationId()).isNotEqualTo(first.click().correlationId());
    }

    @Requirement("TR-2")
    @Test
    void a_returning_click_does_not_lengthen_the_session() {
        Salon salon = Salon.open();
        salon.clicked();
        salon.pass(Duration.ofHours(7));
        assertThat(salon.clicked().returning()).isTrue();

        salon.pass(Duration.ofHours(7));

        assertThat(salon.clicked().returning()).isFalse();
    }

    @Requirement("TR-2")
    @Test
    void the_window_is_a_setting() {
        Salon salon = Salon.composed(builder -> builder.sessionWindow(new SessionWindow(Duration.ofMinutes(30))));
        salon.clicked();

        salon.pass(Duration.ofMinutes(31));

        assertThat(salon.clicked().returning()).isFalse();
    }

    @Requirement("TR-3")
    @Test
    void every_click_is_recorded_and_told_of_whether_or_not_its_session_is_new() {
        Salon salon = Salon.open();
        Click first = salon.clicked().click();
        salon.pass(Duration.ofSeconds(1));
        Click second = salon.clicked().click();

        assertThat(salon.attribution()).extracting(AttributionRow::click).containsExactly(second, first);
        assertThat(salon.listener.heardTypes()).containsExactly(EventType.WIDGET_CLICK, EventType.WIDGET_CLICK);
    }

    @Requirement({"TR-4", "TR-5"})
    @Test
    void the_event_shows_the_page_of_the_click_and_the_parameters_of_the_first_touch() {
        Salon salon = Salon.open();
        PageUrl firstTouch = new PageUrl("https://example.com/?utm_source=google&x=%00&utm_source=search&q=\"+\\");

        salon.clicked(new WidgetClick(
                CLICK.token(),
                CLICK.deviceId(),
                new PageUrl(PAGE + "?a=b"),
                Optional.of(firstTouch),
                PageContext.NONE,
                CLICK.visitor()));

        assertThat(salon.listener.heardLast().body().text())
                .contains(
                        "\"click_url\":\"https://example.com/landing?a=b\",\"parsed_params\":{\"utm_source\":[\"google\",\"search\"],\"x\":\"\\u0000\",\"q\":\"\\\""
                            + " \\\\\"},");
    }

    @Requirement("TR-4")
    @Test
    void a_page_without_parameters_has_an_empty_object() {
        Salon salon = Salon.open();

        salon.clicked(CLICK);

        assertThat(salon.listener.heardLast().body().text()).contains("\"parsed_params\":{},");
    }

    @Test
    void a_channel_that_is_switched_off_and_on_counts_for_the_next_click() {
        Salon salon = Salon.open();
        salon.clicked(CLICK);

        for (boolean active : new boolean[] {false, true}) {
            salon.switchChannel(active);

            assertThat(salon.aurix.trackClick().track(CLICK))
                    .isInstanceOf(active ? Outcome.Tracked.class : Outcome.ChannelOff.class);
        }
    }

    @Test
    void a_click_that_is_refused_does_not_hold_up_the_others_of_its_list() {
        Salon salon = Salon.open();
        WidgetToken off = salon.channelThatIsOff();
        DeviceId other = new DeviceId("other");

        List<Outcome> outcomes = salon.aurix
                .trackClick()
                .track(List.of(
                        with(new WidgetToken("wt_unknown")), CLICK, with(off), Salon.click(other, PAGE), with(off)));

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.UnknownToken());
        assertThat(outcomes.get(2)).isEqualTo(outcomes.get(4)).isEqualTo(new Outcome.ChannelOff());
        assertThat(List.of(outcomes.get(1), outcomes.get(3)))
                .extracting(outcome -> ((Outcome.Tracked) outcome).click().deviceId())
                .containsExactly(Salon.DEVICE, other);
        assertThat(salon.attribution()).hasSize(2);
        assertThat(salon.listener.heard()).hasSize(2);
    }

    @Test
    void a_refused_click_leaves_no_trace() {
        Salon salon = Salon.open();

        assertThat(salon.aurix.trackClick().track(with(new WidgetToken("wt_unknown"))))
                .isEqualTo(new Outcome.UnknownToken());

        assertThat(salon.attribution()).isEmpty();
        assertThat(salon.listener.heard()).isEmpty();
    }

    @Test
    void no_click_at_all_is_the_callers_mistake() {
        assertThatThrownBy(() -> Salon.open().aurix.trackClick().track(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Requirement({"TR-2", "RS-9"})
    @Test
    void fifty_clicks_of_one_device_in_one_list_are_one_session_begun_by_the_first() {
        Salon salon = Salon.open();
        WidgetClick first = Salon.click(Salon.DEVICE, "https://example.com/the-first");

        List<Outcome> outcomes = salon.aurix
                .trackClick()
                .track(Stream.concat(Stream.of(first), Collections.nCopies(49, CLICK).stream())
                        .toList());

        assertOneSessionOfFifty(salon, outcomes);
        assertThat(((Outcome.Tracked) outcomes.get(0)).returning()).isFalse();
        String reference =
                ((Outcome.Tracked) outcomes.get(0)).click().correlationId().value();
        salon.heardFrom(Salon.JANE, reference);
        assertThat(salon.aurix
                        .listLeads()
                        .list(salon.partnerId, PageRequest.first(1))
                        .rows()
                        .get(0)
                        .firstClick())
                .map(Click::clickUrl)
                .contains(first.clickUrl());
    }

    @Requirement({"TR-2", "RS-9"})
    @Test
    void fifty_clicks_of_one_device_at_once_are_one_session() {
        Salon salon = Salon.open();

        List<Outcome> outcomes = Race.run(50, number -> salon.aurix.trackClick().track(CLICK));

        assertOneSessionOfFifty(salon, outcomes);
    }

    private static void assertOneSessionOfFifty(Salon salon, List<Outcome> outcomes) {
        List<Outcome.Tracked> tracked =
                outcomes.stream().map(Outcome.Tracked.class::cast).toList();
        assertThat(tracked).hasSize(50);
        assertThat(tracked).filteredOn(Outcome.Tracked::returning).hasSize(49);
        assertThat(tracked)
                .extracting(done -> done.click().correlationId())
                .containsOnly(tracked.get(0).click().correlationId());
        assertThat(salon.attribution()).hasSize(50);
        assertThat(salon.listener.heard()).hasSize(50);
    }

    @Requirement("TR-1")
    @Test
    void a_correlation_id_that_is_taken_is_drawn_again() {
        Salon salon = Salon.open(new Drawing(0, 0, 1));
        salon.clicked(CLICK);

        Outcome.Tracked second = salon.clicked(Salon.click(new DeviceId("other"), PAGE));

        assertThat(second.click().correlationId()).isEqualTo(new CorrelationId("O-3333333"));
        assertThat(second.returning()).isFalse();
        assertThat(second.handOff().text()).contains("O-3333333");
    }

    @Requirement("TR-1")
    @Test
    void of_a_list_only_the_taken_ids_are_drawn_again() {
        Salon salon = Salon.open(new Drawing(0, 1, 0, 1, 2, 1, 3));

        List<Outcome> outcomes = salon.aurix
                .trackClick()
                .track(Stream.of("a", "b", "c", "d")
                        .map(device -> Salon.click(new DeviceId(device), PAGE))
                        .toList());

        assertThat(outcomes)
                .extracting(outcome ->
                        ((Outcome.Tracked) outcome).click().correlationId().value())
                .containsExactly("O-2222222", "O-3333333", "O-4444444", "O-5555555");
    }

    @Requirement("TR-1")
    @Test
    void a_random_source_that_only_repeats_itself_is_given_up_and_nothing_is_kept() {
        Salon salon = Salon.open(new Drawing(0));
        salon.clicked(CLICK);

        assertThatThrownBy(() -> salon.clicked(Salon.click(new DeviceId("other"), PAGE)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(salon.attribution()).hasSize(1);
    }

    @Requirement("WH-7")
    @Test
    void when_the_click_cannot_be_recorded_nothing_of_it_is_kept_and_nobody_hears_of_it() {
        Salon salon = Salon.open(ports -> {
            Clicks clicks = mock(Clicks.class, delegatesTo(ports.clicks()));
            doThrow(gone).doAnswer(delegatesTo(ports.clicks())).when(clicks).record(anyList());
            return Replacing.in(ports, clicks);
        });

        assertOnlyTheSecondClickIsKept(salon);
    }

    @Requirement("WH-7")
    @Test
    void when_the_event_cannot_be_appended_nothing_of_the_click_is_kept() {
        Salon salon = Salon.open(ports -> {
            Outbox outbox = mock(Outbox.class, delegatesTo(ports.outbox()));
            doThrow(gone).doAnswer(delegatesTo(ports.outbox())).when(outbox).append(anyList());
            return Replacing.in(ports, outbox);
        });

        assertOnlyTheSecondClickIsKept(salon);
    }

    private void assertOnlyTheSecondClickIsKept(Salon salon) {
        assertThatThrownBy(() -> salon.clicked(CLICK)).isSameAs(gone);
        assertThat(salon.attribution()).isEmpty();
        assertThat(salon.listener.heard()).isEmpty();

        assertThat(salon.clicked(CLICK).returning()).as("a session was kept").isFalse();
        assertThat(salon.attribution()).hasSize(1);
        assertThat(salon.listener.heard()).hasSize(1);
    }

    @Requirement("RS-3")
    @Test
    void work_that_the_store_gives_up_and_runs_again_has_one_effect() {
        Salon salon = Salon.open(ports -> Replacing.in(ports, new GivingUpFirst(ports.unitOfWork())));

        Outcome.Tracked tracked = salon.clicked(CLICK);

        assertThat(salon.attribution()).extracting(AttributionRow::click).containsExactly(tracked.click());
        assertThat(salon.listener.heard()).hasSize(1);
        assertThat(salon.listener.heardLast().body().text())
                .contains(tracked.click().correlationId().value());
    }

    private static WidgetClick with(WidgetToken token) {
        return new WidgetClick(
                token, CLICK.deviceId(), CLICK.clickUrl(), CLICK.firstRawUrl(), CLICK.context(), CLICK.visitor());
    }

    /** Draws correlation ids of one character each, by its number in the alphabet; the last one for ever. */
    private static final class Drawing implements RandomGenerator {
        private static final int LETTERS = 57;

        private final Random rest = new Random(1);
        private final Deque<Integer> ids = new ArrayDeque<>();

        Drawing(Integer... ids) {
            Collections.addAll(this.ids, ids);
        }

        /** The number of the id that has that letter in all its places, among as many as there are ids. */
        @Override
        public long nextLong(long bound) {
            int letter = ids.size() == 1 ? ids.element() : ids.remove();
            return letter * ((bound - 1) / (LETTERS - 1));
        }

        @Override
        public long nextLong() {
            return rest.nextLong();
        }
    }

    /** Gives up each outermost unit once before it keeps it. */
    private record GivingUpFirst(UnitOfWork kept) implements UnitOfWork {
        @Override
        public <T> T run(Supplier<T> work) {
            assertThatThrownBy(() -> kept.run(() -> {
                        var unused = work.get();
                        throw new IllegalStateException("serialization failure");
                    }))
                    .hasMessage("serialization failure");
            return kept.run(work);
        }
    }
}

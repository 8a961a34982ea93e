package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.Position;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.Session;

/** Long lists, with many rows of one moment. */
class PagingTest {
    private static final TestStore STORE = TestStore.open();
    private static final int ROWS = 2_000;
    private static final int ROWS_OF_A_MOMENT = 125;

    private final Ports ports = STORE.ports();
    private final Samples samples = Samples.in(ports);
    private final Channel channel = samples.addChannel();
    private final PartnerId partnerId = channel.partnerId();

    @AfterAll
    static void close() {
        STORE.close();
    }

    private List<Click> addClicks() {
        Session session = samples.openSession(channel);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            clicks.add(samples.click(session, samples.now().plusNanos(1_000L * (i / ROWS_OF_A_MOMENT))));
        }
        ports.clicks().record(clicks);
        clicks.sort(Comparator.comparing(Click::clickedAt)
                .thenComparing(click -> click.id().toString())
                .reversed());
        return clicks;
    }

    @Requirement({"API-4", "API-5"})
    @Test
    void two_thousand_clicks_are_read_once_each_and_in_order_by_cursor() {
        List<Click> clicks = addClicks();

        List<AttributionRow> read =
                byCursor(request -> ports.clicks().page(partnerId, request), AttributionRow::position, 37);

        assertThat(read).extracting(AttributionRow::click).isEqualTo(clicks);
    }

    @Requirement("API-4")
    @Test
    void two_thousand_clicks_are_read_once_each_and_in_order_by_offset() {
        List<Click> clicks = addClicks();
        List<Click> read = new ArrayList<>();

        for (int offset = 0; offset < ROWS + 300; offset += 300) {
            PageRequest request = new PageRequest(300, offset, Optional.empty(), Optional.empty(), Optional.empty());
            ports.clicks().page(partnerId, request).forEach(row -> read.add(row.click()));
        }

        assertThat(read).isEqualTo(clicks);
    }

    @Requirement("API-5")
    @Test
    void clicks_that_arrive_meanwhile_neither_shift_nor_repeat_what_is_behind_the_cursor() {
        List<Click> clicks = addClicks();
        Session session = samples.openSession(channel);
        Function<PageRequest, List<AttributionRow>> pageAndThenAClick = request -> {
            List<AttributionRow> page = ports.clicks().page(partnerId, request);
            ports.clicks().record(List.of(samples.click(session, samples.now().plusSeconds(1))));
            return page;
        };

        List<AttributionRow> read = byCursor(pageAndThenAClick, AttributionRow::position, 300);

        assertThat(read).extracting(AttributionRow::click).isEqualTo(clicks);
    }

    @Requirement({"API-4", "API-5"})
    @Test
    void two_thousand_leads_are_read_once_each_and_in_order_by_cursor() {
        STORE.database().execute("""
            WITH begun AS (
                INSERT INTO conversations (partner_id, channel_id, user_id, started_at)
                SELECT '%1$s', '%2$s', 'user ' || n, '2026-01-01' FROM generate_series(0, %3$d - 1) n
                RETURNING conversation_id
            )
            INSERT INTO leads (partner_id, conversation_id, data, created_at, updated_at)
            SELECT '%1$s', conversation_id, '{}',
                timestamptz '2026-01-01' + row_number() OVER () / %4$d * interval '1 microsecond', '2026-01-01'
            FROM begun\
            """.formatted(partnerId, channel.id(), ROWS, ROWS_OF_A_MOMENT));

        List<LeadRow> read = byCursor(request -> ports.leads().page(partnerId, request), LeadRow::position, 37);

        assertThat(read).hasSize(ROWS);
        assertThat(new HashSet<>(read)).hasSize(ROWS);
        assertThat(read)
                .isSortedAccordingTo(
                        Comparator.comparing((LeadRow row) -> row.lead().createdAt())
                                .thenComparingLong(row -> row.lead().id().value())
                                .reversed());
    }

    @Requirement("API-4")
    @Test
    void a_date_between_two_microseconds_divides_just_there() {
        Session session = samples.openSession(channel);
        Instant moment = samples.now();
        Click before = samples.click(session, moment);
        Click after = samples.click(session, moment.plusNanos(1_000));
        ports.clicks().record(List.of(before, after));

        for (int nanos : new int[] {1, 499, 500, 999}) {
            Optional<Instant> between = Optional.of(moment.plusNanos(nanos));
            assertThat(page(between, Optional.empty())).containsExactly(after);
            assertThat(page(Optional.empty(), between)).containsExactly(before);
        }
    }

    @Requirement("API-4")
    @Test
    void dates_that_postgresql_does_not_have_are_only_far_away() {
        Click click = samples.addClick(samples.openSession(channel));

        assertThat(page(Optional.of(Instant.MIN), Optional.of(Instant.MAX))).containsExactly(click);
        assertThat(page(Optional.of(Instant.MAX), Optional.empty())).isEmpty();
        assertThat(page(Optional.empty(), Optional.of(Instant.MIN))).isEmpty();
    }

    @Test
    void a_date_before_the_cursor_wins_over_it() {
        Session session = samples.openSession(channel);
        Click old = samples.click(session, samples.now());
        Click young = samples.click(session, samples.now().plusSeconds(2));
        ports.clicks().record(List.of(old, young));
        Position behindYoung = new Position(young.clickedAt(), young.id().toString());
        Optional<Instant> toOld = Optional.of(old.clickedAt());

        assertThat(ports.clicks()
                        .page(partnerId, new PageRequest(9, 0, Optional.empty(), toOld, Optional.of(behindYoung))))
                .isEmpty();
    }

    @Test
    void a_position_that_is_none_of_a_list_is_the_callers_mistake() {
        PageRequest behindNonsense = new PageRequest(
                9, 0, Optional.empty(), Optional.empty(), Optional.of(new Position(samples.now(), "x")));

        assertThatThrownBy(() -> ports.clicks().page(partnerId, behindNonsense))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ports.leads().page(partnerId, behindNonsense))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<Click> page(Optional<Instant> from, Optional<Instant> to) {
        return ports.clicks().page(partnerId, new PageRequest(500, 0, from, to, Optional.empty())).stream()
                .map(AttributionRow::click)
                .toList();
    }

    private static <T> List<T> byCursor(
            Function<PageRequest, List<T>> list, Function<T, Position> positionOf, int limit) {
        List<T> read = new ArrayList<>();
        List<T> page = list.apply(PageRequest.first(limit));
        while (!page.isEmpty()) {
            read.addAll(page);
            Position last = positionOf.apply(page.get(page.size() - 1));
            page = list.apply(new PageRequest(limit, 0, Optional.empty(), Optional.empty(), Optional.of(last)));
        }
        return read;
    }
}

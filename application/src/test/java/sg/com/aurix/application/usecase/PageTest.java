package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;
import sg.com.aurix.domain.tracking.Click;

@Requirement("API-5")
class PageTest {
    private final Salon salon = Salon.open();

    @Test
    void pages_follow_each_other_without_skipping_or_repeating_while_new_rows_arrive() {
        List<Click> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.add(0, salon.clicked().click());
            salon.pass(Duration.ofSeconds(1));
        }

        Page<AttributionRow> first = list(2, Optional.empty());
        salon.clicked();
        Page<AttributionRow> second = list(2, first.next());
        Page<AttributionRow> third = list(2, second.next());

        assertThat(clicks(first)).isEqualTo(newestFirst.subList(0, 2));
        assertThat(clicks(second)).isEqualTo(newestFirst.subList(2, 4));
        assertThat(clicks(third)).isEqualTo(newestFirst.subList(4, 5));
        assertThat(third.next()).isEmpty();
    }

    @Test
    void a_page_that_ends_with_the_last_row_has_no_next() {
        salon.clicked();
        salon.clicked();

        assertThat(list(2, Optional.empty()).next()).isEmpty();
        assertThat(list(1, Optional.empty()).next()).isPresent();
        assertThat(list(500, Optional.empty()).rows()).hasSize(2);
    }

    private Page<AttributionRow> list(int limit, Optional<Position> after) {
        return salon.aurix
                .listAttribution()
                .list(salon.partnerId, new PageRequest(limit, 0, Optional.empty(), Optional.empty(), after));
    }

    private static List<Click> clicks(Page<AttributionRow> page) {
        return page.rows().stream().map(AttributionRow::click).toList();
    }
}

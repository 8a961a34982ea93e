package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.domain.partner.PartnerId;

/** Claims of one partner's events in a store that may hold events of other tests. */
final class Claims {
    private Claims() {}

    /** Claims whatever is due, and of that only the partner's. */
    static List<Delivery> all(Outbox outbox, PartnerId partnerId) {
        return all(outbox, partnerId, 100);
    }

    /** Claims whatever is due, so many at once, and of that only the partner's. */
    static List<Delivery> all(Outbox outbox, PartnerId partnerId, int atMostEach) {
        List<Delivery> all = new ArrayList<>();
        List<Delivery> claimed = outbox.claimDue(atMostEach, Set.of());
        while (!claimed.isEmpty()) {
            List<Delivery> own = of(partnerId, claimed);
            assertThat(own).hasSizeLessThanOrEqualTo(atMostEach);
            all.addAll(own);
            assertThat(all).doesNotHaveDuplicates();
            claimed = outbox.claimDue(atMostEach, Set.of());
        }
        return all;
    }

    /** The partner's part of a claim. */
    static List<Delivery> of(PartnerId partnerId, List<Delivery> claimed) {
        return claimed.stream()
                .filter(delivery -> delivery.event().partnerId().equals(partnerId))
                .toList();
    }
}

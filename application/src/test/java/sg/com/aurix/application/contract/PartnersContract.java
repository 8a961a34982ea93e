package sg.com.aurix.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.partner.Partner;

/** What every {@link sg.com.aurix.application.port.Partners} must do. */
public interface PartnersContract {
    Ports ports();

    @Requirement("API-2")
    @Test
    default void a_partner_is_found_as_it_was_added() {
        Partner partner = Samples.in(ports()).addPartner();

        assertThat(ports().partners().find(partner.id())).contains(partner);
    }

    @Test
    default void a_partner_that_was_never_added_is_not_found() {
        assertThat(ports().partners().find(Samples.in(ports()).partner().id())).isEmpty();
    }

    @Test
    default void a_taken_id_is_refused_and_its_partner_stays() {
        Samples samples = Samples.in(ports());
        Partner first = samples.addPartner();
        Partner second = new Partner(first.id(), "Another name", first.createdAt());

        assertThatThrownBy(() -> samples.run(() -> ports().partners().add(second)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ports().partners().find(first.id())).contains(first);
    }

    @Test
    default void all_are_listed_oldest_first_with_ties_broken_by_id() {
        Samples samples = Samples.in(ports());
        Instant now = samples.now();
        List<Partner> mine = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Partner partner = new Partner(samples.partner().id(), "Partner " + i, now.minusNanos(1_000L * (i / 2)));
            samples.run(() -> ports().partners().add(partner));
            mine.add(partner);
        }
        mine.sort(Comparator.comparing(Partner::createdAt)
                .thenComparing(partner -> partner.id().toString()));

        assertThat(ports().partners().all()).filteredOn(mine::contains).isEqualTo(mine);
    }
}

package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

class SessionTest {
    @Test
    void it_begins_anonymous() {
        assertThat(Samples.session().startedAt()).isEqualTo(Samples.NOW);
        assertThat(Samples.session().correlatedAt()).isEmpty();
    }

    @Requirement("LD-3")
    @Test
    void it_is_linked_once() {
        Session linked = Samples.session().correlated(Samples.NOW.plusSeconds(60));

        assertThat(linked.correlatedAt()).contains(Samples.NOW.plusSeconds(60));
        assertThatThrownBy(() -> linked.correlated(Samples.NOW.plusSeconds(90)))
                .isInstanceOf(IllegalStateException.class);
    }
}

package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

@Requirement("TR-2")
class SessionWindowTest {
    @Test
    void a_session_lasts_12_hours_the_last_microsecond_included() {
        Instant began = Samples.NOW;
        Instant lastMoment = began.plus(Duration.ofHours(12));

        assertThat(SessionWindow.STANDARD.earliestStart(lastMoment)).isEqualTo(began);
        assertThat(SessionWindow.STANDARD.earliestStart(lastMoment.plus(1, ChronoUnit.MICROS)))
                .isAfter(began);
    }

    @Test
    void the_window_is_a_setting() {
        assertThat(new SessionWindow(Duration.ofMinutes(30)).earliestStart(Samples.NOW))
                .isEqualTo(Samples.NOW.minus(30, ChronoUnit.MINUTES));
    }

    @Test
    void a_window_of_no_length_is_refused() {
        assertThatThrownBy(() -> SessionWindow.hours(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SessionWindow.hours(-1)).isInstanceOf(InvalidValueException.class);
    }
}

package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;

@Requirement("RS-14")
class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "' 120 ', 120",
        "00120, 120",
        "99999999999999999, 31536000",
        "'Fri, 02 Jan 2026 12:01:00 GMT', 60",
        "'Fri, 02 Jan 2026 11:00:00 GMT', 0"
    })
    void seconds_and_dates_are_read(String header, long seconds) {
        assertThat(RetryAfter.of(header, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "-1", "1.5", "soon", "1e3", "0x10", "Fri, 32 Jan 2026 12:01:00 GMT", "2026-01-02T12:01:00Z"})
    void anything_else_is_no_wish(@Nullable String header) {
        assertThat(RetryAfter.of(header, NOW)).isEmpty();
    }

    @Test
    void a_number_too_long_for_anything_is_no_wish() {
        assertThat(RetryAfter.of("9".repeat(400), NOW)).isEmpty();
    }
}

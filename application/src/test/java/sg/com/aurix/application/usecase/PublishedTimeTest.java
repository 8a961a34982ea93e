package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sg.com.aurix.application.contract.Requirement;

@Requirement("API-2")
class PublishedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-02T11:17:02.644566Z, 2026-01-02T11:17:02.644566Z",
        "2026-01-02T11:17:02Z,        2026-01-02T11:17:02.000000Z",
        "2026-01-02T11:17:02.6Z,      2026-01-02T11:17:02.600000Z",
        "2026-01-02T11:17:02.000001999Z, 2026-01-02T11:17:02.000001Z",
        "0001-02-03T04:05:06.000070Z, 0001-02-03T04:05:06.000070Z",
        "1969-12-31T23:59:59.9Z,      1969-12-31T23:59:59.900000Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "+12026-01-02T11:17:02Z,      +12026-01-02T11:17:02.000000Z",
        "-0001-01-02T11:17:02Z,       -0001-01-02T11:17:02.000000Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999999Z",
        "2026-01-02T11:17:02+08:00,   2026-01-02T03:17:02.000000Z"
    })
    void it_is_utc_with_six_decimals_always(String moment, String published) {
        Instant instant = OffsetDateTime.parse(moment).toInstant();

        assertThat(PublishedTime.of(instant)).isEqualTo(published);
        assertThat(new Microseconds(() -> instant).instant()).isEqualTo(Instant.parse(published));
    }
}

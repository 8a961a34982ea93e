package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

/** What PostgreSQL understands of the values that statements send it in arrays. */
class BinaryArrayTest {
    private static final TestStore STORE = TestStore.open();

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static List<String> texts(String type, Statements.Binder column) {
        return STORE.statements()
                .list(
                        "SELECT coalesce(c::text, 'none') AS c FROM unnest(?::" + type + "[]) c",
                        column,
                        row -> row.text("c"));
    }

    @Test
    void ids_arrive_as_they_are_and_in_their_order() {
        List<UUID> ids = Stream.of(
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "019b7e6c-de34-790e-bb1a-d57319b89cd8",
                        "80000000-0000-0001-8000-000000000001")
                .map(UUID::fromString)
                .toList();

        assertThat(texts("uuid", parameters -> parameters.uuids(ids, Function.identity())))
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
        assertThat(texts("uuid", parameters -> parameters.uuids(List.<UUID>of(), Function.identity())))
                .isEmpty();
    }

    @Requirement("API-2")
    @Test
    void times_arrive_to_the_microsecond_before_and_after_the_year_in_which_postgresql_begins_to_count() {
        List<Instant> times = Stream.of(
                        "2026-01-02T11:17:02.644566Z",
                        "2000-01-01T00:00:00Z",
                        "1999-12-31T23:59:59.999999Z",
                        "1970-01-01T00:00:00.000001Z",
                        "0001-01-01T00:00:00Z",
                        "9999-12-31T23:59:59.999999Z")
                .map(Instant::parse)
                .toList();

        assertThat(texts("timestamptz", parameters -> parameters.instants(times, Function.identity())))
                .containsExactly(
                        "2026-01-02 11:17:02.644566+00",
                        "2000-01-01 00:00:00+00",
                        "1999-12-31 23:59:59.999999+00",
                        "1970-01-01 00:00:00.000001+00",
                        "0001-01-01 00:00:00+00",
                        "9999-12-31 23:59:59.999999+00");
    }

    @Test
    void times_beyond_what_is_stored_are_the_infinities() {
        List<Instant> times = List.of(Instant.MIN, Instant.MAX, Instant.EPOCH);

        assertThat(texts("timestamptz", parameters -> parameters.instants(times, Function.identity())))
                .containsExactly("-infinity", "infinity", "1970-01-01 00:00:00+00");
    }

    @Test
    void a_time_between_two_microseconds_is_rounded_as_in_a_column_of_its_own() {
        for (String nanos : List.of("499", "500", "999")) {
            Instant time = Instant.parse("2026-01-02T11:17:02.644566" + nanos + "Z");

            assertThat(texts("timestamptz", parameters -> parameters.instants(List.of(time), Function.identity())))
                    .isEqualTo(STORE.statements()
                            .list("SELECT ?::text AS c", parameters -> parameters.instant(time), row -> row.text("c")));
        }
    }

    @Test
    void texts_arrive_as_they_are() {
        assertThat(texts("text", parameters -> parameters.texts(List.of("\"a\",{}", "NULL", "", "\\"), text -> text)))
                .containsExactly("\"a\",{}", "NULL", "", "\\");
    }
}

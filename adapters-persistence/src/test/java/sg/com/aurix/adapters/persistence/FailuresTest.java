package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.port.StoreUnavailableException;

class FailuresTest {
    private static final TestStore STORE = TestStore.open();

    @AfterAll
    static void close() {
        STORE.close();
    }

    /** Has PostgreSQL itself answer with a SQLSTATE. */
    private static void fail(String sqlState) {
        STORE.statements()
                .update(
                        "DO $$ BEGIN RAISE EXCEPTION 'provoked' USING ERRCODE = '" + sqlState + "'; END $$",
                        parameters -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08006", "08P01", "53000", "53100", "53200", "53300", "57P01", "57P02", "57P03", "57014",
                "55P03", "58030", "25006", "25P03", "40003"
            })
    void a_database_that_cannot_answer_now_is_unavailable(String sqlState) {
        assertThatThrownBy(() -> fail(sqlState))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(sqlState);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23502", "23505", "42P01", "42601", "28000", "P0001", "XX000"})
    void a_database_that_refuses_for_good_is_not_unavailable(String sqlState) {
        assertThatThrownBy(() -> fail(sqlState))
                .isInstanceOf(StatementFailedException.class)
                .hasMessageContaining(sqlState);
    }

    @Test
    void a_failure_of_the_pool_without_any_sqlstate_is_unavailable() {
        RuntimeException closed = new DataAccessException("", new SQLException("HikariDataSource has been closed."));

        assertThat(Failures.meaningOf(closed)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void what_is_neither_the_databases_nor_the_librarys_stays_what_it_is() {
        IllegalArgumentException ofTheDomain = new IllegalArgumentException("must be 1 to 200 characters");

        assertThat(Failures.meaningOf(ofTheDomain)).isSameAs(ofTheDomain);
    }

    @Test
    void what_the_library_says_of_values_does_not_go_on() {
        RuntimeException thrown = new DataAccessException("cannot convert +6591234567 to a number");

        assertThat(Failures.meaningOf(thrown))
                .isInstanceOf(StatementFailedException.class)
                .hasMessageNotContaining("6591234567")
                .hasNoCause();
    }
}

package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL understands of the rows that bulk statements send it. */
class BinaryRowsTest {
    private static final TestStore STORE = TestStore.open();

    @BeforeAll
    static void make_a_type_with_a_column_of_each_kind() {
        STORE.statements()
                .update(
                        "CREATE TYPE row_of_everything AS (a uuid, b text, c timestamptz, d boolean, e bigint, f"
                                + " integer, g bytea)",
                        parameters -> {});
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static <T> List<String> rows(List<T> values, BinaryRows.RowWriter<T> writer) {
        return STORE.statements()
                .list(
                        "SELECT r::text AS r FROM unnest(?) WITH ORDINALITY AS u (a, b, c, d, e, f, g, nr)"
                                + " CROSS JOIN LATERAL (SELECT a, b, c, d, e, f, g) r ORDER BY nr",
                        parameters -> parameters.rows("row_of_everything", values, writer),
                        row -> row.text("r"));
    }

    @Test
    void each_kind_of_value_arrives_as_it_is() {
        UUID id = UUID.fromString("80000000-0000-0001-8000-00000000000f");

        assertThat(rows(
                        List.of(-1L, Long.MIN_VALUE),
                        (columns, number) -> columns.uuid(id)
                                .text("\"a\",(ü)\\")
                                .instant(Instant.parse("1999-12-31T23:59:59.999999Z"))
                                .flag(number == -1)
                                .number(number)
                                .integer(Optional.of(-7))
                                .bytes(new byte[] {(byte) 0xff, 0})))
                .containsExactly(
                        "(%s,\"\"\"a\"\",(ü)\\\\\",\"1999-12-31 23:59:59.999999+00\",t,-1,-7,\"\\\\xff00\")"
                                .formatted(id),
                        "(%s,\"\"\"a\"\",(ü)\\\\\",\"1999-12-31 23:59:59.999999+00\",f,-9223372036854775808,-7,\"\\\\xff00\")"
                                .formatted(id));
    }

    @Test
    void what_is_not_there_is_null_and_a_text_may_be_empty() {
        assertThat(rows(
                        List.of(Optional.<String>empty(), Optional.of("")),
                        (columns, text) -> columns.uuid(new UUID(0, 0))
                                .text(text)
                                .instant(Optional.empty())
                                .flag(false)
                                .number(0)
                                .integer(Optional.empty())
                                .bytes(new byte[0])))
                .containsExactly(
                        "(00000000-0000-0000-0000-000000000000,,,f,0,,\"\\\\x\")",
                        "(00000000-0000-0000-0000-000000000000,\"\",,f,0,,\"\\\\x\")");
    }

    @Test
    void there_may_be_no_rows_and_there_may_be_many_and_long_ones() {
        List<Integer> many = IntStream.range(0, 3000).boxed().toList();
        BinaryRows.RowWriter<Integer> writer = (columns, number) -> columns.uuid(new UUID(0, number))
                .text("x".repeat(number))
                .instant(Instant.EPOCH)
                .flag(true)
                .number(number)
                .integer(Optional.of(number))
                .bytes(new byte[0]);

        assertThat(rows(List.of(), writer)).isEmpty();
        assertThat(rows(many, writer))
                .hasSize(3000)
                .element(2999)
                .asString()
                .startsWith("(" + new UUID(0, 2999) + "," + "x".repeat(2999) + ",");
    }

    @Test
    void postgresql_refuses_a_row_that_has_not_the_columns_of_its_type() {
        assertThatThrownBy(() -> rows(List.of(1), (columns, number) -> columns.uuid(new UUID(0, 0))))
                .isInstanceOf(StatementFailedException.class);
        assertThatThrownBy(() -> rows(
                        List.of(1),
                        (columns, number) -> columns.text("in the place of an id")
                                .text("")
                                .instant(Instant.EPOCH)
                                .flag(true)
                                .number(number)
                                .integer(Optional.of(number))
                                .bytes(new byte[0])))
                .isInstanceOf(StatementFailedException.class);
    }
}

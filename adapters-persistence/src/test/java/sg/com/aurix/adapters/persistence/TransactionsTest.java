package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.UnitOfWork;

/** What PostgreSQL's units of work promise beyond the contract kit: what happens when the database gives one up. */
class TransactionsTest {
    private static final TestStore STORE = TestStore.open();

    private final TestDatabase database = STORE.database();
    private final UnitOfWork unitOfWork = STORE.ports().unitOfWork();
    private final Statements statements = STORE.statements();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void prepare() {
        database.execute("""
            DROP TABLE IF EXISTS notes;
            DROP SEQUENCE IF EXISTS failures;
            CREATE TABLE notes (id integer PRIMARY KEY, text text);
            CREATE SEQUENCE failures\
            """);
    }

    /** Lets the next writes to the table fail; a sequence counts them, because it is not rolled back. */
    private void failNext(int times, String sqlState) {
        database.execute("""
            CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('failures') <= %d THEN
                    RAISE EXCEPTION 'provoked' USING ERRCODE = '%s';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER fail BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION fail()\
            """.formatted(times, sqlState));
    }

    private int insert(int id) {
        return statements.update("INSERT INTO notes (id) VALUES (?)", parameters -> parameters.number(id));
    }

    private long triggered() {
        return database.number("SELECT last_value FROM failures");
    }

    private List<String> notes() {
        return database.texts("SELECT id FROM notes ORDER BY id");
    }

    @Requirement("RS-3")
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void a_unit_that_the_database_gave_up_runs_again_and_has_its_effect_once(String sqlState) {
        failNext(1, sqlState);

        int inserted = unitOfWork.run(() -> {
            runs.incrementAndGet();
            insert(1);
            return insert(2);
        });

        assertThat(inserted).isOne();
        assertThat(triggered()).as("the fault, and two rows without").isEqualTo(3);
        assertThat(runs).hasValue(2);
        assertThat(notes()).containsExactly("1", "2");
    }

    @Requirement("RS-3")
    @Test
    void a_unit_within_another_runs_again_with_the_outer_one() {
        failNext(1, "40001");

        unitOfWork.run(() -> {
            runs.incrementAndGet();
            insert(1);
            return unitOfWork.run(() -> insert(2));
        });

        assertThat(triggered()).isEqualTo(3);
        assertThat(runs).hasValue(2);
        assertThat(notes()).containsExactly("1", "2");
    }

    @Requirement("RS-3")
    @Test
    void a_call_outside_a_unit_runs_again_as_well() {
        failNext(2, "40001");

        assertThat(insert(1)).isOne();

        assertThat(triggered()).isEqualTo(3);
        assertThat(notes()).containsExactly("1");
    }

    @Requirement("RS-3")
    @Test
    void a_failure_that_only_the_commit_reveals_makes_the_unit_run_again() {
        failNext(1, "40001");
        database.execute("""
            DROP TRIGGER fail ON notes;
            CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION fail()\
            """);

        unitOfWork.run(() -> {
            runs.incrementAndGet();
            return insert(1);
        });

        assertThat(triggered()).isEqualTo(2);
        assertThat(runs).hasValue(2);
        assertThat(notes()).containsExactly("1");
    }

    @Requirement("RS-3")
    @Test
    void a_unit_runs_again_also_when_its_work_made_another_exception_of_the_failure_or_passed_over_it() {
        failNext(2, "40001");

        unitOfWork.run(() -> {
            int run = runs.incrementAndGet();
            try {
                return insert(1);
            } catch (RuntimeException e) {
                if (run == 1) {
                    throw new IllegalStateException("it did not work", e);
                }
                return insert(2);
            }
        });

        assertThat(triggered()).isEqualTo(3);
        assertThat(runs).hasValue(3);
        assertThat(notes()).containsExactly("1");
    }

    @Requirement("RS-3")
    @Test
    void units_that_wait_for_each_other_in_a_circle_both_end() {
        database.execute("INSERT INTO notes VALUES (1, ''), (2, '')");
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);

        Race.run(
                2,
                number -> unitOfWork.run(() -> {
                    append(1 + number);
                    if (runs.incrementAndGet() <= 2) {
                        meet(bothHoldOne);
                    }
                    return append(2 - number);
                }));

        assertThat(runs.get()).as("one of the two, or both, ran again").isGreaterThan(2);
        assertThat(database.texts("SELECT text FROM notes")).containsExactly("xx", "xx");
    }

    private int append(int id) {
        return statements.update(
                "UPDATE notes SET text = text || 'x' WHERE id = ?", parameters -> parameters.number(id));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the units did not meet", e);
        }
    }

    @Test
    void a_unit_that_is_given_up_again_and_again_ends_as_unavailable_with_nothing_kept() {
        failNext(1_000, "40001");

        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    runs.incrementAndGet();
                    return insert(1);
                }))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(runs.get()).isBetween(3, 20).isEqualTo((int) triggered());
        assertThat(notes()).isEmpty();
    }

    @Test
    void what_cannot_get_better_is_not_tried_again() {
        failNext(1_000, "23514");

        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    runs.incrementAndGet();
                    return insert(1);
                }))
                .isInstanceOf(StatementFailedException.class)
                .hasMessageContaining("23514");

        assertThat(runs).hasValue(1);
    }

    @Test
    void a_refused_statement_that_the_work_passes_over_is_no_success() {
        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    insert(1);
                    try {
                        insert(1);
                    } catch (StatementFailedException passedOver) {
                        runs.incrementAndGet();
                    }
                    return runs;
                }))
                .isInstanceOf(StatementFailedException.class);

        assertThat(runs).hasValue(1);
        assertThat(notes()).isEmpty();
    }

    @Test
    void an_error_of_the_work_keeps_nothing_either() {
        AssertionError error = new AssertionError("of the work");

        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    insert(1);
                    throw error;
                }))
                .isSameAs(error);

        assertThat(notes()).isEmpty();
    }

    @Test
    void what_the_work_throws_goes_on_also_when_the_roll_back_fails() {
        IllegalStateException thrown = new IllegalStateException("of the work");

        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    insert(1);
                    cutOffMyConnection();
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(notes()).isEmpty();
        assertThat(insert(2)).as("another connection").isOne();
    }

    private void cutOffMyConnection() {
        int pid = statements
                .find("SELECT pg_backend_pid() AS pid", parameters -> {}, row -> (int) row.number("pid"))
                .orElseThrow();
        database.execute("SELECT pg_terminate_backend(" + pid + ", 5000)");
    }

    @Test
    void a_unit_whose_connection_was_cut_off_is_unavailable_and_not_run_again() {
        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    runs.incrementAndGet();
                    insert(1);
                    cutOffMyConnection();
                    return insert(2);
                }))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(runs).hasValue(1);
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_thread_that_is_interrupted_while_it_waits_to_run_again_gives_up() {
        failNext(1_000, "40001");

        assertThatThrownBy(() -> unitOfWork.run(() -> {
                    Thread.currentThread().interrupt();
                    return insert(1);
                }))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_lock_that_is_never_let_go_is_unavailable_before_a_caller_gives_up() {
        database.execute("INSERT INTO notes VALUES (1, '')");
        long began = System.nanoTime();

        unitOfWork.run(() -> {
            append(1);
            assertThatThrownBy(() -> Race.result(Race.apart(() -> append(1))))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("55P03");
            return runs;
        });

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
}

package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Race;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.usecase.TrackClick.Grouping;
import sg.com.aurix.application.usecase.TrackClick.Outcome;
import sg.com.aurix.application.usecase.TrackClick.WidgetClick;

/** Tracking at the door, with clicks grouped and without. */
class TrackClickTogetherTest {
    private static final WidgetClick CLICK = Salon.click(Salon.DEVICE, "https://example.com/");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Requirement({"TR-2", "RS-9"})
    @Test
    void fifty_clicks_of_one_device_at_once_are_one_session() {
        AtomicInteger commits = new AtomicInteger();
        var patient = new Grouping(threads, 256, 2, Duration.ofMillis(50), 8, 4096, Duration.ofSeconds(30));
        Salon salon = Salon.composed(
                ports -> Replacing.in(ports, counting(commits, ports.unitOfWork())),
                builder -> builder.groupingClicks(patient).dispatching(deliverEvents -> events -> {}));
        commits.set(0);

        List<Outcome> outcomes = Race.run(50, number -> salon.aurix.trackClick().track(CLICK));

        List<Outcome.Tracked> tracked =
                outcomes.stream().map(Outcome.Tracked.class::cast).toList();
        assertThat(tracked).filteredOn(Outcome.Tracked::returning).hasSize(49);
        assertThat(tracked)
                .extracting(done -> done.click().correlationId())
                .containsOnly(tracked.get(0).click().correlationId());
        assertThat(tracked).extracting(done -> done.click().id()).doesNotHaveDuplicates();
        assertThat(commits).hasValueBetween(1, 50);
        salon.aurix.close();
        assertThatThrownBy(() -> salon.aurix.trackClick().track(CLICK)).isInstanceOf(StoreUnavailableException.class);
    }

    private static UnitOfWork counting(AtomicInteger commits, UnitOfWork kept) {
        return new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                T result = kept.run(work);
                commits.incrementAndGet();
                return result;
            }
        };
    }

    @Test
    void without_grouping_a_click_is_recorded_before_its_caller_goes_on_and_closing_ends_nothing() {
        Salon salon = Salon.open();

        assertThat(salon.aurix.trackClick().trackAsync(CLICK).toCompletableFuture())
                .isCompletedWithValueMatching(Outcome.Tracked.class::isInstance);
        salon.aurix.close();
        assertThat(salon.clicked(CLICK).returning()).isTrue();
    }

    @Test
    void without_grouping_what_goes_wrong_is_told_in_the_same_way() {
        RuntimeException refusal = new IllegalArgumentException("it cannot be stored");
        TrackClick refusing = list -> {
            throw refusal;
        };

        assertThat(refusing.trackAsync(CLICK).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCause(refusal);
    }
}

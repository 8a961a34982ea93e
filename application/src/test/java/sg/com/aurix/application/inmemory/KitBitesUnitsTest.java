package sg.com.aurix.application.inmemory;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static sg.com.aurix.application.inmemory.Siblings.awaitAnother;
import static sg.com.aurix.application.inmemory.Siblings.bites;
import static sg.com.aurix.application.inmemory.Siblings.bitesOnceTheOtherIsInTime;
import static sg.com.aurix.application.inmemory.Siblings.sibling;
import static sg.com.aurix.application.inmemory.Siblings.withoutIsolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.LeadsContract;
import sg.com.aurix.application.contract.OutboxContract;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.contract.UnitOfWorkContract;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.domain.lead.Lead;

/** As {@link KitBitesTest}, for what spans several calls: locks, leases and units of work. */
class KitBitesUnitsTest {
    private final Store store = new InMemoryStore();
    private final Ports sound = store.ports();

    @Test
    void leads_whose_lock_ends_at_once() {
        LeadsContract kit = () -> Replacing.in(sound, leadsThatLockNothing(), withoutIsolation());

        bitesOnceTheOtherIsInTime(kit::nobody_else_gets_a_lead_until_the_unit_of_work_ends);
        bitesOnceTheOtherIsInTime(kit::nobody_else_gets_a_lead_that_is_just_being_opened);
    }

    @Test
    void leads_that_two_read_before_either_saves() {
        CountDownLatch looked = new CountDownLatch(2);
        Leads leads = leadsThatLockNothing();
        doAnswer(call -> {
                    Optional<Lead> lead =
                            sound.unitOfWork().run(() -> sound.leads().lock(call.getArgument(0), call.getArgument(1)));
                    awaitAnother(looked);
                    return lead;
                })
                .when(leads)
                .lock(any(), any());
        LeadsContract kit = () -> Replacing.in(sound, leads, withoutIsolation());

        bites(kit::nothing_is_lost_when_several_change_a_lead_at_once);
    }

    private Leads leadsThatLockNothing() {
        Leads leads = sibling(Leads.class, sound.leads());
        doAnswer(call -> sound.unitOfWork()
                        .run(() -> sound.leads().openOrLock(call.getArgument(0), call.getArgument(1))))
                .when(leads)
                .openOrLock(any(), any());
        doAnswer(call -> sound.unitOfWork().run(() -> sound.leads().lock(call.getArgument(0), call.getArgument(1))))
                .when(leads)
                .lock(any(), any());
        doAnswer(call -> sound.unitOfWork().run(() -> {
                    sound.leads().save(call.getArgument(0));
                    return call;
                }))
                .when(leads)
                .save(any(Lead.class));
        return leads;
    }

    @Test
    void events_appended_outside_of_the_unit_of_work() {
        Outbox elsewhere = new InMemoryStore().ports().outbox();
        OutboxContract kit = () -> new StoreWith(store, Replacing.in(sound, elsewhere), elsewhere);

        bites(kit::an_event_of_a_unit_of_work_that_was_given_up_was_never_there);
    }

    @Test
    void a_unit_of_work_that_keeps_what_was_done_before_it_failed() {
        UnitOfWork halfWay = new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                List<Throwable> failures = new ArrayList<>();
                Optional<T> result = sound.unitOfWork().run(() -> {
                    try {
                        return Optional.of(work.get());
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                        return Optional.empty();
                    }
                });
                failures.forEach(KitBitesUnitsTest::rethrow);
                return result.orElseThrow();
            }
        };
        UnitOfWorkContract kit = () -> Replacing.in(sound, halfWay);

        bites(kit::no_change_through_any_port_is_kept_when_the_work_throws);
        bites(kit::an_error_undoes_the_work_as_an_exception_does);
        bites(kit::what_was_there_before_is_as_it_was_when_work_that_changed_it_throws);
        bites(kit::a_unit_within_a_unit_is_part_of_the_outer_one);
    }

    @Test
    void a_unit_of_work_that_hides_why_it_failed() {
        UnitOfWork wrapping = new UnitOfWork() {
            @Override
            public <T> T run(Supplier<T> work) {
                try {
                    return sound.unitOfWork().run(work);
                } catch (IllegalStateException e) {
                    throw new IllegalStateException("rolled back", e);
                }
            }
        };
        UnitOfWorkContract kit = () -> Replacing.in(sound, wrapping);

        bites(kit::no_change_through_any_port_is_kept_when_the_work_throws);
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}

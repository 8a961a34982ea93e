package sg.com.aurix.application.contract;

import java.time.Duration;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.RecordedEvent;

/** What the contracts of an {@link Outbox} have in common: a store whose clock the test moves. */
public interface StoreContract {
    /** Little, compared with a lease. */
    Duration MOMENT = Duration.ofMillis(1);

    /** The least by which two times differ. */
    Duration MICROSECOND = Duration.ofNanos(1_000);

    /** The store that is held to the contract. */
    Store store();

    /** The ports as the store's first node sees them. */
    default Ports ports() {
        return store().ports();
    }

    /** The outbox as the store's first node sees it. */
    default Outbox outbox() {
        return ports().outbox();
    }

    /** What the first node says of an event that is there. */
    default RecordedEvent find(OutboxEvent event) {
        return outbox().find(event.partnerId(), event.id()).orElseThrow();
    }
}

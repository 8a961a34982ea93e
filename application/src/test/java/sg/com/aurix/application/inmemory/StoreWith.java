package sg.com.aurix.application.inmemory;

import java.time.Duration;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Ports;

/** A store with other ports and another second node. */
record StoreWith(Store store, Ports ports, Outbox anotherNode) implements Store {
    /** A store whose first node has this outbox. */
    static StoreWith outbox(Store store, Outbox outbox) {
        return new StoreWith(store, Replacing.in(store.ports(), outbox), store.anotherNode());
    }

    /** A store both of whose nodes have these outboxes. */
    static StoreWith outboxes(Store store, Outbox outbox, Outbox anotherNode) {
        return new StoreWith(store, Replacing.in(store.ports(), outbox), anotherNode);
    }

    @Override
    public Duration lease() {
        return store.lease();
    }

    @Override
    public void advance(Duration duration) {
        store.advance(duration);
    }
}

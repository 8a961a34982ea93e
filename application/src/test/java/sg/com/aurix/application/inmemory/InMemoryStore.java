package sg.com.aurix.application.inmemory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import sg.com.aurix.application.contract.NoSender;
import sg.com.aurix.application.contract.Store;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Ports;

/** The in-memory ports on a clock that stands still until it is moved. */
final class InMemoryStore implements Store {
    private volatile Instant now = Instant.parse("2026-01-02T11:17:02.644566Z");
    private final InstantSource clock = () -> now;
    private final Ports ports = InMemory.ports(new NoSender(), clock, new Random(1));
    private final Outbox anotherNode = ((InMemoryOutbox) ports.outbox()).anotherNode();

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public Outbox anotherNode() {
        return anotherNode;
    }

    @Override
    public Duration lease() {
        return InMemory.LEASE;
    }

    @Override
    public void advance(Duration duration) {
        now = now.plus(duration);
    }
}

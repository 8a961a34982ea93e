package sg.com.aurix.application.contract;

import java.time.Duration;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Ports;

/** A store whose events are leased to nodes by a clock that the test moves. */
public interface Store {
    /** The ports as one node sees them; their clock is the one that {@link #advance} moves. */
    Ports ports();

    /** The outbox as another node on the same store and the same clock sees it. */
    Outbox anotherNode();

    /** How long an event stays claimed. */
    Duration lease();

    /** Moves the clock forward; by itself it stands still. */
    void advance(Duration duration);
}

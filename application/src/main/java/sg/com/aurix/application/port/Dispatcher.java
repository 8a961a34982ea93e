package sg.com.aurix.application.port;

import java.util.List;

/** Takes freshly committed events and has them attempted at once. */
public interface Dispatcher {
    /**
     * Takes events right after their unit of work was kept. Never throws; an event it has no room for stays in the {@link Outbox}
     * and is found there when its lease has run out.
     */
    void handOver(List<OutboxEvent> events);
}

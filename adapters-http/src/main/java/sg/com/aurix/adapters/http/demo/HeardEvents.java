package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the built-in listener heard since the server started: the newest {@value #MOST} events, redeliveries among them. */
@Singleton
@Requires(beans = DemoSettings.class)
final class HeardEvents {
    static final int MOST = 500;

    private final Deque<Numbered> newest = new ArrayDeque<>();
    private long last;

    /** Keeps an event, and drops the oldest where there are too many. */
    synchronized void keep(HeardEvent event) {
        last++;
        newest.addLast(new Numbered(last, event));
        if (newest.size() > MOST) {
            newest.removeFirst();
        }
    }

    /** Those with a greater number, in the order of their arrival. */
    synchronized List<Numbered> after(long seq) {
        return newest.stream().filter(event -> event.seq() > seq).toList();
    }

    /**
     * An event with its number.
     *
     * @param seq counted from 1
     */
    record Numbered(long seq, HeardEvent event) {}
}

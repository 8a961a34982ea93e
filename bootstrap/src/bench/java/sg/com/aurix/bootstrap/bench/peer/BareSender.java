package sg.com.aurix.bootstrap.bench.peer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import sg.com.aurix.bootstrap.bench.Body;

/** The HTTP client alone: as many attempts at once as our server makes to the same number of partners, and nothing stored. */
public final class BareSender {
    private static final int AT_ONCE = 64;

    private BareSender() {}

    /**
     * Runs until its input ends.
     *
     * @param args the database's address and user, which are of no use here, and the listener's URL
     */
    public static void main(String[] args) throws IOException {
        Posting posting = Posting.to(args[2]);
        Orders orders = new Orders();
        orders.follow(events -> {
            orders.awaitRelease();
            AtomicInteger left = new AtomicInteger(events);
            for (int i = 0; i < AT_ONCE; i++) {
                Thread.ofVirtual().start(() -> {
                    while (left.getAndDecrement() > 0) {
                        var _ = posting.post(Body.JSON);
                    }
                });
            }
        });
    }
}

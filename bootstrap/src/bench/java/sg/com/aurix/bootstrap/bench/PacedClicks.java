package sg.com.aurix.bootstrap.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import sg.com.aurix.bootstrap.figures.Latencies;
import sg.com.aurix.bootstrap.system.TestPartner;

/**
 * Clicks at a given rate, each timed from the moment when it was to begin: one that had to wait for a connection, because others were
 * slow, counts with its wait, as {@code pgbench --rate} counts it. Moments are random, as arrivals are (a Poisson process).
 */
final class PacedClicks {
    private static final int CONNECTIONS = 64;
    private static final int CREATED = 201;
    private static final int OVERLOADED = 503;
    private static final double NANOS_A_SECOND = 1e9;

    /** How close to its moment a thread is woken; it then looks at the clock until the moment is there. */
    private static final long EARLY_NANOS = 60_000;

    private final AurixUnderTest server;
    private final TestPartner partner;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();

    PacedClicks(AurixUnderTest server, TestPartner partner) {
        this.server = server;
        this.partner = partner;
    }

    /** Clicks so many times a second for that long; clicks that the server refuses, because it has too much to do, count with their time. */
    Latencies latenciesAt(double clicksASecond, Duration time) {
        nanos.clear();
        refused.set(0);
        Schedule schedule = new Schedule(clicksASecond, time);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    clickOn(schedule);
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        join(threads);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("clicks failed", failures.getFirst());
        }
        if (refused.get() > 0) {
            Bench.say("  refused: " + refused + " of " + nanos.size());
        }
        return Latencies.ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void clickOn(Schedule schedule) throws IOException {
        try (HttpConnection connection = new HttpConnection(server.port())) {
            for (long at = schedule.next(); at >= 0; at = schedule.next()) {
                byte[] request = request();
                schedule.await(at);
                int status = connection.exchange(request).status();
                nanos.add(schedule.since(at));
                if (status == OVERLOADED) {
                    refused.incrementAndGet();
                } else if (status != CREATED) {
                    throw new IllegalStateException("the server answered " + status);
                }
            }
        }
    }

    private byte[] request() {
        UUID device = UUID.randomUUID();
        String json = """
            {"token":"%s","device_id":"%s","click_url":"https://shop.example/landing/%s?utm_source=google&utm_medium=cpc&gclid=%s"}\
            """.formatted(partner.widgetToken(), device, device, device);
        return ("""
            POST /widget/clicks HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/json\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r
            Content-Length: %d\r
            \r
            """.formatted(json.length()) + json).getBytes(StandardCharsets.US_ASCII);
    }

    /** When each click is to begin, in nanoseconds from the beginning. */
    private static final class Schedule {
        private final long begin = System.nanoTime();
        private final double mean;
        private final long end;
        private double next;

        Schedule(double clicksASecond, Duration time) {
            this.mean = NANOS_A_SECOND / clicksASecond;
            this.end = time.toNanos();
        }

        /** The next moment, or a negative number when the time is over. */
        synchronized long next() {
            next -= mean * Math.log(1 - ThreadLocalRandom.current().nextDouble());
            return next > end ? -1 : (long) next;
        }

        void await(long at) {
            for (long left = -since(at); left > 0; left = -since(at)) {
                if (left > EARLY_NANOS) {
                    LockSupport.parkNanos(left - EARLY_NANOS);
                } else {
                    Thread.onSpinWait();
                }
            }
        }

        long since(long at) {
            return System.nanoTime() - begin - at;
        }
    }
}

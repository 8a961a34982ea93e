package sg.com.aurix.bootstrap;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work that waits, mostly for the database: as many of the platform as there are connections, because a virtual one is
 * switched twice more for each answer. Whoever comes beyond gets a virtual one: a little slower, and never kept waiting for a thread.
 *
 * <p>What such a thread hands over runs on itself, before it goes on: a request that was let in stays where it is.
 */
final class WaitingThreads extends ThreadPoolExecutor {
    private static final int KEPT_SECONDS = 60;
    private static final ThreadFactory BEYOND =
            Thread.ofVirtual().name("waiting-beyond-", 1).factory();

    private final ScopedValue<Boolean> working = ScopedValue.newInstance();

    /** @param connections how many threads of the platform there are at most */
    WaitingThreads(int connections) {
        super(
                0,
                connections,
                KEPT_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("waiting-", 1).factory(),
                WaitingThreads::beyond);
    }

    @Override
    public void execute(Runnable task) {
        if (working.isBound()) {
            task.run();
        } else {
            super.execute(() -> ScopedValue.where(working, true).run(task));
        }
    }

    private static void beyond(Runnable task, ThreadPoolExecutor pool) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("the server is stopped");
        }
        BEYOND.newThread(task).start();
    }
}

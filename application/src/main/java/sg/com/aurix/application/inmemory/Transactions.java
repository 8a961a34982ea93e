package sg.com.aurix.application.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.UnitOfWork;

/**
 * One unit of work at a time, undone when it throws.
 *
 * <p>A single lock is the strictest isolation there is. Changes are made in place, and each leaves behind how to take it back.
 */
final class Transactions implements UnitOfWork {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    @Override
    public <T> T run(Supplier<T> work) {
        lock.lock();
        boolean outermost = lock.getHoldCount() == 1;
        boolean kept = false;
        try {
            T result = work.get();
            kept = true;
            return result;
        } finally {
            if (outermost) {
                end(kept);
            }
            lock.unlock();
        }
    }

    private void end(boolean kept) {
        while (!undo.isEmpty()) {
            Runnable step = undo.pop();
            if (!kept) {
                step.run();
            }
        }
    }

    /** Puts a value and remembers what was there. */
    <K, V> void put(Map<K, V> map, K key, V value) {
        @Nullable V before = map.put(key, value);
        undo.push(() -> restore(map, key, before));
    }

    private static <K, V> void restore(Map<K, V> map, K key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }

    /** Fails unless the caller is within a unit of work, where only a lock held to its end means anything. */
    void requireUnitOfWork() {
        // One hold is the port's own: it too runs through run().
        if (lock.getHoldCount() < 2) {
            throw new IllegalStateException("this needs a unit of work");
        }
    }
}

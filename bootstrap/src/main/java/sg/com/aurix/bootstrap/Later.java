package sg.com.aurix.bootstrap;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the first answer does not need, and is made soon after it. Whoever asks sooner has it made, and whoever asks
 * while it is being made waits for it. Where it cannot be made, the next caller tries again.
 */
final class Later<T> implements Supplier<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Later(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T value = made;
        return value == null ? make() : value;
    }

    private T make() {
        lock.lock();
        try {
            T value = made;
            if (value == null) {
                value = maker.get();
                made = value;
            }
            return value;
        } finally {
            lock.unlock();
        }
    }
}

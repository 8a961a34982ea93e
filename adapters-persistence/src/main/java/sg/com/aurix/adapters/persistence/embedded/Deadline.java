package sg.com.aurix.adapters.persistence.embedded;

import java.time.Duration;

/** A moment of the monotonic clock, so that a clock that jumps neither shortens nor lengthens a wait. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - nanoTime >= 0;
    }
}

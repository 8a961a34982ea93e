package sg.com.aurix.bootstrap.faults;

import java.util.Random;

/** The seed of a test's random choices: printed, and to be given again by {@code -Daurix.seed=N}. */
record Seed(long value) {
    static Seed of(Class<?> test) {
        Seed seed = new Seed(Long.getLong("aurix.seed", System.nanoTime()));
        System.out.println(test.getSimpleName() + " seed " + seed.value() + ": repeat with -Dit.test="
                + test.getSimpleName() + " -Daurix.seed=" + seed.value());
        return seed;
    }

    /** Random choices of one part of the test, which other parts do not disturb. */
    Random random(int part) {
        return new Random(value * 31 + part);
    }
}

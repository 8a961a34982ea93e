package sg.com.aurix.application.port;

import java.util.function.Supplier;

/** Makes changes through several ports one: all of them are kept, or none. */
public interface UnitOfWork {
    /**
     * Runs the work and keeps its changes when it returns; keeps none of them when it throws, and throws the same on.
     *
     * <p>A unit within a unit is part of the outer one. Where the store gives up a unit for the sake of another (serialization
     * failure, deadlock) the work runs again, so it must not do anything but call ports (RS-3). When this method has returned, the
     * changes survive a crash.
     */
    <T> T run(Supplier<T> work);
}

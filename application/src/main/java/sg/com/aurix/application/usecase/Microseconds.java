package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time in whole microseconds, which is what the store keeps and partners read: the use cases get no other (API-2). */
record Microseconds(InstantSource clock) implements InstantSource {
    @Override
    public Instant instant() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

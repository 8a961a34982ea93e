package sg.com.aurix.bootstrap.architecture.planted.domain.lead;

import java.time.Instant;
import java.util.UUID;
import org.slf4j.LoggerFactory;
import sg.com.aurix.bootstrap.architecture.planted.domain.tracking.Cyclic;

/** Reads the clock, draws by itself, logs, and is part of a cycle. */
public final class Clocked {
    Instant read() {
        LoggerFactory.getLogger(Clocked.class).info("a framework in the domain");
        return Instant.now();
    }

    UUID draw() {
        return UUID.randomUUID();
    }

    Class<?> cycle() {
        return Cyclic.class;
    }
}

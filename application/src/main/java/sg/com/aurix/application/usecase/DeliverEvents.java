package sg.com.aurix.application.usecase;

import java.util.List;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.OutboxEvent;

/**
 * Brings events to the partners' webhooks: what a dispatcher calls, on whichever threads it likes (WH-6 to WH-8).
 *
 * <p>Attempting and recording are apart so that no transaction is open during HTTP and outcomes can be recorded in batches.
 */
public interface DeliverEvents {
    /** Attempts one event now and says how that ended, without recording it. Takes at most the sender's deadline. */
    Attempt attempt(OutboxEvent event);

    /** Records how attempts ended. */
    void record(List<Attempt> attempts);

    /**
     * Claims events that were committed and not attempted while their lease ran, as after a crash.
     *
     * @param atMost how many, 1 or greater
     */
    List<OutboxEvent> claimLeftOver(int atMost);
}

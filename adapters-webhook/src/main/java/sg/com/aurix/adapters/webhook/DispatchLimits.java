package sg.com.aurix.adapters.webhook;

import java.time.Duration;

/**
 * How much a dispatcher does at once.
 *
 * @param attemptsAtOnce attempts under way over all partners
 * @param attemptsPerPartner attempts under way to one partner's listener
 * @param waitingPerPartner events of one partner that wait in memory; more stay in the outbox
 * @param claimedAtOnce left-over events claimed by one statement
 * @param pollInterval how often left-over events are looked for
 * @param longestWait how long an event may wait in memory: its lease must still cover an attempt after that
 * @param longestAttempt how long an attempt lasts at most
 */
public record DispatchLimits(
        int attemptsAtOnce,
        int attemptsPerPartner,
        int waitingPerPartner,
        int claimedAtOnce,
        Duration pollInterval,
        Duration longestWait,
        Duration longestAttempt) {
    /**
     * Limits for a lease of that length.
     *
     * @param lease at least three times the deadline of an attempt
     */
    public static DispatchLimits forLease(Duration lease, Duration attemptDeadline) {
        if (lease.compareTo(attemptDeadline.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("a lease must last three attempts");
        }
        Duration longestAttempt = attemptDeadline.plusSeconds(1);
        return new DispatchLimits(
                1024,
                16,
                1000,
                200,
                Duration.ofSeconds(1),
                lease.minus(attemptDeadline.multipliedBy(2)),
                longestAttempt);
    }
}

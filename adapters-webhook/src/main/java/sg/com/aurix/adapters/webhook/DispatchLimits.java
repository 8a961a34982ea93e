package sg.com.aurix.adapters.webhook;

import java.time.Duration;

/**
 * How much a dispatcher does at once.
 *
 * @param attemptsAtOnce attempts under way over all partners; at most half of them are retries or go to listeners that have been slow
 * @param attemptsPerPartner attempts under way to one partner's listener
 * @param attemptsToSlow attempts under way to a listener that keeps them waiting
 * @param slow from how long on an attempt counts as slow
 * @param waiting events that wait in memory over all partners; more stay in the outbox
 * @param waitingPerPartner events of one partner that wait in memory; more stay in the outbox
 * @param claimedPerPartner due events of one partner claimed at once
 * @param permitWait how long a worker waits for its turn before it looks again what is most urgent
 * @param pollInterval how often due events are looked for
 * @param longestWait how long an event may wait in memory: its lease must still cover an attempt after that
 * @param longestAttempt how long an attempt lasts at most
 */
public record DispatchLimits(
        int attemptsAtOnce,
        int attemptsPerPartner,
        int attemptsToSlow,
        Duration slow,
        int waiting,
        int waitingPerPartner,
        int claimedPerPartner,
        Duration permitWait,
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
        return new DispatchLimits(
                1024,
                16,
                4,
                Duration.ofSeconds(2),
                20_000,
                1000,
                100,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                lease.minus(attemptDeadline.multipliedBy(2)),
                attemptDeadline.plusSeconds(1));
    }
}

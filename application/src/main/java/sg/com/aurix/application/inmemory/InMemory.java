package sg.com.aurix.application.inmemory;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender;

/** Makes ports that keep everything in memory; each call makes a store of its own. */
public final class InMemory {
    /** How long an event stays claimed by the node that appended or claimed it. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private InMemory() {}

    /** Ports on the system's clock and secure random source; events go out through the sender. */
    public static Ports ports(WebhookSender sender) {
        return ports(sender, InstantSource.system(), new SecureRandom());
    }

    /** Ports on a clock and a random source of your own. */
    public static Ports ports(WebhookSender sender, InstantSource clock, RandomGenerator random) {
        Transactions transactions = new Transactions();
        Tables tables = new Tables();
        return new Ports(
                new InMemoryPartners(transactions),
                new InMemoryApiKeys(transactions),
                new InMemoryChannels(transactions),
                new InMemorySessions(transactions, tables),
                new InMemoryClicks(transactions, tables),
                new InMemoryConversations(transactions, tables),
                new InMemoryLeads(transactions, tables),
                new InMemoryWebhooks(transactions),
                new InMemoryOutbox(transactions, clock, LEASE),
                transactions,
                new PlainLeadExtractor(),
                new PlainBotDetector(),
                sender,
                clock,
                random);
    }
}

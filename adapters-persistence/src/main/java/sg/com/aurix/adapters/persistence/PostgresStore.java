package sg.com.aurix.adapters.persistence;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.application.port.Channels;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.Conversations;
import sg.com.aurix.application.port.Leads;
import sg.com.aurix.application.port.Outbox;
import sg.com.aurix.application.port.Partners;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.port.Webhooks;

/**
 * The ports on PostgreSQL, composed. Ports called outside a unit of work commit by themselves. Safe for use by several threads.
 *
 * <p>A bean, because Micronaut Data's repositories are beans; all it needs is a {@link SecretKeys} bean and a {@link PostgresPool}
 * bean on a database whose tables {@link PostgresSchema} has brought up to date.
 */
@Singleton
public final class PostgresStore {
    private final Transactions transactions;
    private final Statements statements;
    private final EventPartitions eventPartitions;
    private final SecretCipher cipher;
    private final Partners partners;
    private final ApiKeys apiKeys;
    private final Channels channels;
    private final Webhooks webhooks;
    private final Sessions sessions;
    private final Clicks clicks;
    private final Conversations conversations;
    private final Leads leads;

    PostgresStore(
            PostgresPool pool,
            ConnectionOperations<Connection> connectionOperations,
            TransactionOperations<Connection> transactionOperations,
            PartnerRows partnerRows,
            ApiKeyRows apiKeyRows,
            ChannelRows channelRows,
            SecretKeys secretKeys) {
        transactions = new Transactions(connectionOperations, transactionOperations, pool.size());
        statements = new Statements(transactions);
        eventPartitions = new EventPartitions(pool);
        cipher = new SecretCipher(secretKeys, new SecureRandom());
        partners = new PostgresPartners(transactions, partnerRows);
        apiKeys = new PostgresApiKeys(transactions, apiKeyRows);
        channels = new PostgresChannels(transactions, statements, channelRows);
        webhooks = new PostgresWebhooks(transactions, statements, cipher);
        sessions = new PostgresSessions(transactions, statements);
        clicks = new PostgresClicks(statements);
        conversations = new PostgresConversations(transactions, statements);
        leads = new PostgresLeads(transactions, statements);
    }

    /** The partner accounts. */
    public Partners partners() {
        return partners;
    }

    /** The API keys. */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /** The channels. */
    public Channels channels() {
        return channels;
    }

    /**
     * Encrypts what webhooks are signed with where that is not yet done with the current key (RS-17); to be called before the ports
     * are used. Any number of nodes may do so at once, also while others use their ports. When it has returned, earlier keys are not
     * needed any more.
     *
     * @return how many secrets were encrypted
     * @throws UnusableSecretKeysException if the keys are not those that this database needs
     */
    public int encryptSecrets() {
        return new SecretsAtRest(transactions, statements, cipher).encrypt();
    }

    /** The webhooks; their methods throw {@link UnreadableSecretException} for a webhook whose secret cannot be decrypted. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** The sessions. */
    public Sessions sessions() {
        return sessions;
    }

    /** The clicks. */
    public Clicks clicks() {
        return clicks;
    }

    /** The conversations. */
    public Conversations conversations() {
        return conversations;
    }

    /** The leads. */
    public Leads leads() {
        return leads;
    }

    /** Transactions; run again where PostgreSQL gives one up for the sake of another. */
    public UnitOfWork unitOfWork() {
        return transactions;
    }

    /** The partitions of the events, which somebody has to keep: at the start, before anything is appended, and now and then. */
    public EventPartitions eventPartitions() {
        return eventPartitions;
    }

    /**
     * The events, claimed in the name of one node.
     *
     * @param node drawn anew at each start of the node: a claim from before is not its claim any more (RS-5)
     * @param lease how long a claim holds; longer than an attempt and its recording ever take
     * @param clock when leases begin and end; nodes of one database agree on the time within a small part of a lease
     */
    public Outbox outbox(UUID node, Duration lease, InstantSource clock) {
        return new PostgresOutbox(statements, eventPartitions, node, lease, clock);
    }
}

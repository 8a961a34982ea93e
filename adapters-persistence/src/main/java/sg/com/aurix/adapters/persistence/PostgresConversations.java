package sg.com.aurix.adapters.persistence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import sg.com.aurix.application.port.Conversations;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;

final class PostgresConversations implements Conversations {
    /** Waits where another transaction has the same key uncommitted, which is all that the contract asks for. */
    private static final String ADMIT = """
        INSERT INTO messages (partner_id, channel_id, message_id, admitted_at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;

    /**
     * Until the end of the transaction nobody else joins this channel with the same user id or the same phone number. No unique
     * index can say that alone: a contact is found by either, and a number may have several conversations. The locks are taken in
     * the order of their keys, so that nobody waits in a circle.
     */
    private static final String LOCK = """
        SELECT pg_advisory_xact_lock(key)
        FROM (
            SELECT DISTINCT hashtextextended(name, 0) AS key
            FROM unnest(ARRAY['user/' || ?::text || '/' || ?::text, 'phone/' || ?::text || '/' || ?::text]) AS name
            WHERE name IS NOT NULL
            ORDER BY key
        ) AS keys
        """;

    static final String FIND_BY_USER =
            "SELECT * FROM conversations WHERE partner_id = ? AND channel_id = ? AND user_id = ?";

    /** The newest of that number; with a user id in the message, only one that has none itself (LD-7). */
    static final String FIND_BY_PHONE = """
        SELECT *
        FROM conversations
        WHERE partner_id = ? AND channel_id = ? AND phone_number = ? AND (?::text IS NULL OR user_id IS NULL)
        ORDER BY conversation_id DESC
        LIMIT 1
        """;

    private static final String BEGIN = """
        INSERT INTO conversations (partner_id, channel_id, user_id, phone_number, started_at)
        VALUES (?, ?, ?, ?, ?)
        RETURNING *
        """;

    private static final String COMPLETE = """
        UPDATE conversations SET user_id = ?, phone_number = ?
        WHERE partner_id = ? AND conversation_id = ?
        RETURNING *
        """;

    private final Transactions transactions;
    private final Statements statements;

    PostgresConversations(Transactions transactions, Statements statements) {
        this.transactions = transactions;
        this.statements = statements;
    }

    @Override
    public boolean admit(Channel channel, MessageId messageId, Instant now) {
        int added = statements.update(
                ADMIT,
                parameters -> parameters
                        .uuid(channel.partnerId().value())
                        .text(channel.id().value())
                        .text(messageId.value())
                        .instant(now));
        return added > 0;
    }

    @Override
    public Conversation join(Channel channel, Contact contact, Instant now) {
        return transactions.run(() -> {
            lock(channel, contact);
            return findByUser(channel, contact)
                    .or(() -> findByPhone(channel, contact))
                    .map(known -> complete(known, contact))
                    .orElseGet(() -> begin(channel, contact, now));
        });
    }

    private void lock(Channel channel, Contact contact) {
        statements.list(
                LOCK,
                parameters -> parameters
                        .text(channel.id().value())
                        .text(userId(contact))
                        .text(channel.id().value())
                        .text(phoneNumber(contact)),
                row -> row);
    }

    private Optional<Conversation> findByUser(Channel channel, Contact contact) {
        return userId(contact)
                .flatMap(userId -> statements.find(
                        FIND_BY_USER,
                        parameters -> parameters
                                .uuid(channel.partnerId().value())
                                .text(channel.id().value())
                                .text(userId),
                        PostgresConversations::conversation));
    }

    private Optional<Conversation> findByPhone(Channel channel, Contact contact) {
        return phoneNumber(contact)
                .flatMap(digits -> statements.find(
                        FIND_BY_PHONE,
                        parameters -> parameters
                                .uuid(channel.partnerId().value())
                                .text(channel.id().value())
                                .text(digits)
                                .text(userId(contact)),
                        PostgresConversations::conversation));
    }

    private Conversation begin(Channel channel, Contact contact, Instant now) {
        return statements
                .find(
                        BEGIN,
                        parameters -> parameters
                                .uuid(channel.partnerId().value())
                                .text(channel.id().value())
                                .text(userId(contact))
                                .text(phoneNumber(contact))
                                .instant(now),
                        PostgresConversations::conversation)
                .orElseThrow();
    }

    private Conversation complete(Conversation known, Contact contact) {
        Contact completed = known.contact().completedBy(contact);
        if (completed.equals(known.contact())) {
            return known;
        }
        return statements
                .find(
                        COMPLETE,
                        parameters -> parameters
                                .text(userId(completed))
                                .text(phoneNumber(completed))
                                .uuid(known.partnerId().value())
                                .number(known.id().value()),
                        PostgresConversations::conversation)
                .orElseThrow();
    }

    private static Optional<String> userId(Contact contact) {
        return contact.userId().map(ContactUserId::value);
    }

    private static Optional<String> phoneNumber(Contact contact) {
        return contact.phoneNumber().map(PhoneNumber::digits);
    }

    private static Conversation conversation(Row row) throws SQLException {
        return new Conversation(
                new ConversationId(row.number("conversation_id")),
                new PartnerId(row.uuid("partner_id")),
                new ChannelId(row.text("channel_id")),
                new Contact(
                        row.optionalText("user_id").map(ContactUserId::new),
                        row.optionalText("phone_number").map(PhoneNumber::new)),
                row.instant("started_at"));
    }
}

package sg.com.aurix.application.inmemory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sg.com.aurix.application.port.Conversations;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;

final class InMemoryConversations implements Conversations {
    private final Transactions transactions;
    private final Tables tables;
    private final Map<Message, Instant> messages = new HashMap<>();

    InMemoryConversations(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public boolean admit(Channel channel, MessageId messageId, Instant now) {
        Message message = new Message(channel.id(), messageId);
        return transactions.run(() -> {
            if (messages.containsKey(message)) {
                return false;
            }
            transactions.put(messages, message, now);
            return true;
        });
    }

    @Override
    public Conversation join(Channel channel, Contact contact, Instant now) {
        return transactions.run(() -> {
            Conversation conversation = known(channel, contact)
                    .map(found -> new Conversation(
                            found.id(),
                            found.partnerId(),
                            found.channelId(),
                            found.contact().completedBy(contact),
                            found.startedAt()))
                    .orElseGet(() -> new Conversation(nextId(), channel.partnerId(), channel.id(), contact, now));
            transactions.put(tables.conversations, conversation.id(), conversation);
            return conversation;
        });
    }

    private Optional<Conversation> known(Channel channel, Contact contact) {
        return contact.userId()
                .flatMap(userId -> newest(channel, other -> other.userId().equals(Optional.of(userId))))
                .or(() -> contact.phoneNumber()
                        .flatMap(phone -> newest(
                                channel,
                                other -> other.phoneNumber().equals(Optional.of(phone))
                                        && (contact.userId().isEmpty()
                                                || other.userId().isEmpty()))));
    }

    private Optional<Conversation> newest(Channel channel, Predicate<Contact> isSought) {
        Stream<Conversation> sought = tables.conversations.values().stream()
                .filter(conversation -> conversation.channelId().equals(channel.id()))
                .filter(conversation -> isSought.test(conversation.contact()));
        return sought.max(
                Comparator.comparingLong(conversation -> conversation.id().value()));
    }

    private ConversationId nextId() {
        return new ConversationId(tables.conversations.size() + 1L);
    }

    private record Message(ChannelId channelId, MessageId messageId) {}
}

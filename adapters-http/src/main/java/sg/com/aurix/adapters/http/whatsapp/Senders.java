package sg.com.aurix.adapters.http.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * Tells who sent the messages of one value: what a message says of its sender, completed by what the value's contacts say.
 *
 * <p>The phone number is the {@code wa_id} where a contact has one, because {@code from} need not be the same (LD-1).
 */
final class Senders {
    private final List<Profile> profiles;
    private final boolean one;

    private Senders(List<Profile> profiles, boolean one) {
        this.profiles = profiles;
        this.one = one;
    }

    /** The senders of a value's messages. */
    static Senders of(JsonNode value) {
        List<Profile> profiles =
                value.path("contacts").valueStream().map(Profile::of).toList();
        long writers = value.path("messages")
                .valueStream()
                .map(Profile::ofSender)
                .distinct()
                .count();
        return new Senders(profiles, profiles.size() == 1 && writers == 1);
    }

    /**
     * Who sent the message.
     *
     * @throws InvalidValueException if that cannot be told
     */
    Sender senderOf(JsonNode message) {
        Profile stated = Profile.ofSender(message);
        Profile known = profiles.stream()
                .filter(profile -> profile.isOf(stated))
                .findFirst()
                .or(() -> one && profiles.getFirst().mayBeOf(stated)
                        ? Optional.of(profiles.getFirst())
                        : Optional.empty())
                .orElse(Profile.NOBODY);
        Optional<ContactUserId> userId =
                Optional.ofNullable(first(stated.userId, known.userId)).map(ContactUserId::new);
        return new Sender(
                new Contact(userId, phoneNumber(first(known.phone, stated.phone), userId.isPresent())),
                Optional.ofNullable(known.name));
    }

    /** A number that is none does no harm where the user id says who it is (LD-7). */
    private static Optional<PhoneNumber> phoneNumber(@Nullable String digits, boolean dispensable) {
        try {
            return Optional.ofNullable(digits).map(PhoneNumber::new);
        } catch (InvalidValueException e) {
            if (dispensable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
        return preferred != null ? preferred : other;
    }

    /**
     * Who sent a message.
     *
     * @param profileName what the contact calls itself on WhatsApp
     */
    record Sender(Contact contact, Optional<String> profileName) {
        /** The mask: it names a person (RS-19). */
        @Override
        public String toString() {
            return "Sender[***]";
        }
    }

    private record Profile(
            @Nullable String userId,
            @Nullable String phone,
            @Nullable String name) {
        static final Profile NOBODY = new Profile(null, null, null);

        static Profile of(JsonNode contact) {
            return new Profile(
                    text(contact.path("user_id")),
                    text(contact.path("wa_id")),
                    text(contact.path("profile").path("name")));
        }

        static Profile ofSender(JsonNode message) {
            return new Profile(text(message.path("from_user_id")), text(message.path("from")), null);
        }

        private static @Nullable String text(JsonNode node) {
            return node.isTextual() && !node.textValue().isBlank() ? node.textValue() : null;
        }

        /** Where both know the user id, it alone decides. */
        boolean isOf(Profile sender) {
            if (userId != null && sender.userId != null) {
                return userId.equals(sender.userId);
            }
            return phone != null && phone.equals(sender.phone);
        }

        boolean mayBeOf(Profile sender) {
            return userId == null || sender.userId == null;
        }
    }
}

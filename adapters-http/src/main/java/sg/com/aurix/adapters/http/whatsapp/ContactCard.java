package sg.com.aurix.adapters.http.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.PhoneNumber;

/** Finds the phone number in the contact cards of a message. */
final class ContactCard {
    /** A vCard's telephone line, maybe grouped ({@code item1.TEL}) or a {@code tel:} URI (RFC 6350, 6.4.1). */
    private static final Pattern TELEPHONE =
            Pattern.compile("(?im)^(?:[\\w-]+\\.)?TEL(?:;[^:\\r\\n]*)?:(?:tel:)?([^;\\r\\n]+)");

    private ContactCard() {}

    /** The first valid international number; WhatsApp's own notation is trusted before what a phone book says. */
    static Optional<PhoneNumber> phoneNumber(JsonNode cards) {
        return cards.valueStream()
                .flatMap(ContactCard::written)
                .flatMap(written -> parse(written).stream())
                .findFirst();
    }

    private static Stream<String> written(JsonNode card) {
        JsonNode phones = card.path("phones");
        Stream<JsonNode> structured = Stream.concat(
                phones.valueStream().map(phone -> phone.path("wa_id")),
                phones.valueStream().map(phone -> phone.path("phone")));
        return Stream.concat(
                structured.filter(JsonNode::isTextual).map(JsonNode::textValue),
                TELEPHONE.matcher(card.path("vcard").asText()).results().map(ContactCard::number));
    }

    private static String number(MatchResult telephone) {
        return telephone.group(1);
    }

    private static Optional<PhoneNumber> parse(String written) {
        try {
            return Optional.of(PhoneNumber.parse(written));
        } catch (InvalidValueException e) {
            // Phone books hold short codes and extensions too; another number of the card may do.
            return Optional.empty();
        }
    }
}

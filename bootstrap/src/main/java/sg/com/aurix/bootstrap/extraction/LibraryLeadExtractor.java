package sg.com.aurix.bootstrap.extraction;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PhoneNumber;

/**
 * Reads e-mail addresses with JMail and phone numbers with libphonenumber, which knows the numbering plan of every country.
 *
 * <p>A number without a country code is one of the channel's country. An address that is written counts as stated, so that a
 * correction overwrites; a number that is written may be somebody else's, or no phone number at all, so it only fills a gap.
 */
public final class LibraryLeadExtractor implements LeadExtractor {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";
    private static final long MOST_TRIES_IN_A_TEXT = 1000;

    private static final EmailValidator EMAILS =
            JMail.strictValidator().requireTopLevelDomain().disallowIpDomain().disallowObsoleteWhitespace();

    /** What may be an address in prose: no white space, no brackets or quotes around it. JMail decides. */
    private static final Pattern EMAIL_LIKE =
            Pattern.compile("[^\\s<>()\\[\\]\"“”«»,;:|]{1,64}@[^\\s<>()\\[\\]\"“”«»,;:|@]{1,255}");

    private static final Pattern PUNCTUATION_AROUND = Pattern.compile("^[\\p{Punct}¿¡]+|[\\p{Punct}。،؛？！…]+$");

    @Override
    public Extracted extract(InboundMessage message, Channel channel) {
        Map<FieldKey, String> stated = new LinkedHashMap<>();
        Map<FieldKey, String> implied = new LinkedHashMap<>();
        message.profileName().ifPresent(name -> keepFirst(FieldKey.NAME, name.strip(), implied));
        message.contact().phoneNumber().ifPresent(phone -> implied.put(FieldKey.PHONE, phone.digits()));
        message.sharedPhoneNumber().ifPresent(phone -> stated.put(FieldKey.PHONE, phone.digits()));
        for (String text : message.texts()) {
            findEmail(text).ifPresent(email -> keepFirst(FieldKey.EMAIL, email, stated));
            // Some plans have valid numbers that are no E.164 numbers, too short or too long: those are passed over.
            findPhones(text, channel).forEach(phone -> keepFirst(FieldKey.PHONE, phone, implied));
        }
        return new Extracted(new LeadData(stated), new LeadData(implied));
    }

    private static void keepFirst(FieldKey key, String value, Map<FieldKey, String> into) {
        if (into.containsKey(key)) {
            return;
        }
        try {
            LeadData.check(key, value);
            into.put(key, value);
        } catch (InvalidValueException e) {
            // What only looked like a data point is none.
            return;
        }
    }

    private static Optional<String> findEmail(String text) {
        Matcher matcher = EMAIL_LIKE.matcher(text);
        while (matcher.find()) {
            String candidate = PUNCTUATION_AROUND.matcher(matcher.group()).replaceAll("");
            if (EMAILS.isValid(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<String> findPhones(String text, Channel channel) {
        List<String> found = new ArrayList<>();
        PHONES.findNumbers(text, region(channel), Leniency.VALID, MOST_TRIES_IN_A_TEXT)
                .forEach(match -> found.add(e164(match.number()).substring(1)));
        return found;
    }

    @Override
    public String normalize(FieldKey key, String written, Channel channel) {
        String trimmed = written.strip();
        if (key.equals(FieldKey.EMAIL) && !EMAILS.isValid(trimmed)) {
            throw new InvalidValueException("must be an e-mail address such as jane@example.com");
        }
        return key.equals(FieldKey.PHONE) ? phoneDigits(trimmed, channel) : trimmed;
    }

    /** Possible is enough for what a caller states: numbers kept for fiction, as in the published example, are not valid ones. */
    private static String phoneDigits(String written, Channel channel) {
        return possible(written, region(channel))
                .or(() -> possible("+" + written, NO_REGION))
                .map(number -> PhoneNumber.parse(e164(number)).digits())
                .orElseThrow(() -> new InvalidValueException("must be a phone number such as +65 8123 4567"));
    }

    private static Optional<Phonenumber.PhoneNumber> possible(String written, String region) {
        try {
            return Optional.of(PHONES.parse(written, region)).filter(PHONES::isPossibleNumber);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static String region(Channel channel) {
        return possible(channel.phoneNumber().e164(), NO_REGION)
                .map(PHONES::getRegionCodeForNumber)
                .orElse(NO_REGION);
    }

    private static String e164(Phonenumber.PhoneNumber number) {
        return PHONES.format(number, PhoneNumberFormat.E164);
    }
}

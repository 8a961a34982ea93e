package sg.com.aurix.application.inmemory;

import java.util.LinkedHashMap;
import java.util.Map;
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
 * Reads what can be read without a library: plain e-mail addresses, and international phone numbers written with a plus.
 *
 * <p>The server uses one that knows every country's numbering plan; an embedder may provide that or another.
 */
final class PlainLeadExtractor implements LeadExtractor {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,190}\\.[\\p{L}]{2,24}");
    private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ().-]{5,20}[0-9]");

    @Override
    public Extracted extract(InboundMessage message, Channel channel) {
        Map<FieldKey, String> stated = new LinkedHashMap<>();
        Map<FieldKey, String> implied = new LinkedHashMap<>();
        message.profileName().ifPresent(name -> keep(FieldKey.NAME, name, channel, implied));
        message.contact().phoneNumber().ifPresent(phone -> implied.put(FieldKey.PHONE, phone.digits()));
        message.sharedPhoneNumber().ifPresent(phone -> stated.put(FieldKey.PHONE, phone.digits()));
        for (String text : message.texts()) {
            find(EMAIL, text, FieldKey.EMAIL, channel, stated);
            find(PHONE, text, FieldKey.PHONE, channel, implied);
        }
        return new Extracted(new LeadData(stated), new LeadData(implied));
    }

    private void find(Pattern pattern, String text, FieldKey key, Channel channel, Map<FieldKey, String> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            keep(key, matcher.group(), channel, into);
        }
    }

    /** Keeps the first valid value of a key. */
    private void keep(FieldKey key, String written, Channel channel, Map<FieldKey, String> into) {
        if (into.containsKey(key)) {
            return;
        }
        try {
            String value = normalize(key, written, channel);
            LeadData.check(key, value);
            into.put(key, value);
        } catch (InvalidValueException e) {
            // What only looked like a data point is none: nothing is lost, since messages are not data points
            // themselves.
            return;
        }
    }

    @Override
    public String normalize(FieldKey key, String written, Channel channel) {
        String trimmed = written.strip();
        return key.equals(FieldKey.PHONE) ? PhoneNumber.parse(trimmed).digits() : trimmed;
    }
}

package sg.com.aurix.application.port;

import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;

/** Reads data points out of what people write. */
public interface LeadExtractor {
    /** What a message says about its sender. Never throws for what people write: what makes no valid data point is passed over. */
    Extracted extract(InboundMessage message, Channel channel);

    /**
     * The value of a data point in the form in which it is kept: e-mail addresses trimmed, phone numbers as international digits
     * (a national number is one of the channel's country), everything else trimmed.
     *
     * @throws InvalidValueException if it is no valid value of that key
     */
    String normalize(FieldKey key, String written, Channel channel);

    /**
     * What a message says about its sender.
     *
     * @param stated what the sender wrote or chose to share: it overwrites what was known
     * @param implied what WhatsApp says of the sender, or what was written but may be somebody else's: it only fills gaps
     */
    record Extracted(LeadData stated, LeadData implied) {}
}

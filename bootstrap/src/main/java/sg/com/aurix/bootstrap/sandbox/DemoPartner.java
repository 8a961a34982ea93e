package sg.com.aurix.bootstrap.sandbox;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelAddition;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelSettings;
import sg.com.aurix.application.usecase.AdministerPartners.KeyIssue;
import sg.com.aurix.bootstrap.settings.ConfigurationException;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

/**
 * The sandbox's partner with its API key and channel, made where they are missing, so that every start leads to the same place.
 *
 * @param apiKey the one that the sandbox prints
 * @param channel the one that the sandbox's widget token belongs to
 */
public record DemoPartner(Partner partner, ApiKey apiKey, Channel channel) {
    private static final String NAME = "Demo partner";

    /** The number and id in the examples of the WhatsApp Cloud API that this project tests with. */
    private static final PhoneNumber PHONE_NUMBER = new PhoneNumber("96891234567");

    private static final BigInteger FIRST_CHANNEL = new BigInteger("791163770738681");
    private static final int MOST_CHANNELS = 100;

    /**
     * Makes what is missing.
     *
     * @throws ConfigurationException if the key or the token belongs to somebody else in this database
     */
    public static DemoPartner provide(AdministerPartners administer, ApiKey apiKey, WidgetToken widgetToken) {
        Partner partner = administer.partners().stream()
                .filter(known -> known.name().equals(NAME))
                .findFirst()
                .orElseGet(() -> administer.addPartner(NAME));
        if (!(administer.registerKey(partner.id(), apiKey) instanceof KeyIssue.Issued)) {
            throw new ConfigurationException(List.of(
                    "AURIX_SANDBOX_API_KEY was revoked, or is another partner's, in this database: give another one"));
        }
        Channel channel = known(administer, partner.id(), widgetToken)
                .orElseGet(() -> add(administer, partner.id(), widgetToken));
        return new DemoPartner(partner, apiKey, channel);
    }

    private static Optional<Channel> known(AdministerPartners administer, PartnerId partner, WidgetToken token) {
        return administer.channels(partner).orElse(List.of()).stream()
                .filter(channel -> channel.widgetToken().equals(token))
                .findFirst();
    }

    /** Another token than at the last start means another channel of the same number; its id is the next one free. */
    private static Channel add(AdministerPartners administer, PartnerId partner, WidgetToken token) {
        for (int i = 0; i < MOST_CHANNELS; i++) {
            ChannelId id =
                    new ChannelId(FIRST_CHANNEL.add(BigInteger.valueOf(i)).toString());
            switch (administer.addChannel(partner, settings(id), token)) {
                case ChannelAddition.Added(Channel channel) -> {
                    return channel;
                }
                case ChannelAddition.ChannelIdTaken() -> {}
                case ChannelAddition.TokenTaken() ->
                    throw new ConfigurationException(List.of(
                            "AURIX_SANDBOX_WIDGET_TOKEN is another partner's in this database: give another one"));
                case ChannelAddition.UnknownPartner() -> throw new IllegalStateException("the demo partner has gone");
            }
        }
        throw new ConfigurationException(List.of(
                "this data folder has " + MOST_CHANNELS + " demo channels already: use an empty AURIX_DATA_DIR"));
    }

    private static ChannelSettings settings(ChannelId id) {
        WidgetTexts texts = new WidgetTexts(
                "Demo",
                Optional.of("Hi there! How can we help you?"),
                Optional.of("Hi, I would like to know more."),
                true);
        return new ChannelSettings(id, PHONE_NUMBER, texts, LeadForm.STANDARD, true);
    }
}

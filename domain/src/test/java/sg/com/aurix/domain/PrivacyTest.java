package sg.com.aurix.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.EmailAddress;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.HandOff;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.PartnerEvent;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookSecrets;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Nothing private reaches a log through the text of a value or of an exception. */
@Requirement("RS-19")
class PrivacyTest {
    private static final String EMAIL = "canary@example.com";
    private static final ApiKey KEY = new ApiKey("canary-api-key");
    private static final LeadData DATA = new LeadData(Map.of(
            FieldKey.NAME, "Canary Name", FieldKey.EMAIL, EMAIL, FieldKey.PHONE, Samples.CONTACT_PHONE.digits()));
    private static final WebhookSecret SECRET = new WebhookSecret("aurix_canarycanarycanarycanarycanaryca");

    private static final Webhook WEBHOOK = Webhook.register(
            new WebhookId(new UUID(1, 1)),
            Samples.PARTNER,
            new WebhookUrl("https://example.com/canary"),
            SECRET,
            Samples.NOW);
    private static final WebhookSecrets SECRETS = WebhookSecrets.of(SECRET)
            .rotated(WebhookSecret.mint(new Random(1)), Samples.NOW, Duration.ofHours(24))
            .orElseThrow();
    private static final Signature SIGNATURE =
            Signature.of(SECRETS.validAt(Samples.NOW), EventId.floor(Samples.NOW), Samples.NOW, new byte[0]);

    private static final List<String> PRIVATE = List.of(
            SECRETS.current().value(),
            SIGNATURE.hub(),
            SIGNATURE.standard(),
            "canary",
            "Canary",
            KEY.hash().hex(),
            Samples.CONTACT_PHONE.digits(),
            Samples.CONTACT_USER.value(),
            Samples.channel(Optional.empty()).phoneNumber().digits());

    static Stream<Object> values() {
        var complete = Samples.lead().collect(DATA, LeadForm.STANDARD, Samples.NOW);
        return Stream.of(
                KEY,
                KEY.hash(),
                new PartnerKey(new KeyId(new UUID(1, 1)), Samples.PARTNER, KEY.hash(), Samples.NOW, Optional.empty()),
                SECRET,
                new WebhookUrl("https://canary:canary@example.com/hook/canary?token=canary"),
                WEBHOOK,
                WEBHOOK.with(SECRETS, Samples.NOW),
                SECRETS,
                SECRETS.retiring().get(0),
                Webhook.Change.of(new WebhookUrl("https://example.com/canary")),
                SIGNATURE,
                new EmailAddress(EMAIL),
                Samples.CONTACT_PHONE,
                Samples.CONTACT_USER,
                Samples.CONTACT,
                Samples.CONVERSATION,
                new MessageId("wamid.canary"),
                Samples.message("my address is " + EMAIL),
                Samples.channel(Optional.empty()),
                HandOff.to(Samples.channel(Optional.empty()), Samples.REFERENCE),
                DATA,
                complete,
                new PartnerEvent.LeadCorrelated(complete, Samples.REFERENCE, Samples.NOW),
                new PartnerEvent.LeadCompleted(complete, Samples.NOW),
                new PageUrl("https://example.com/?email=" + EMAIL).parameters(),
                Samples.click(
                        "https://canary:canary@example.com/canary?email=" + EMAIL,
                        Optional.of("https://example.com/?" + EMAIL)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_text_of_a_value_reveals_nothing_private(Object value) {
        assertThat(value.toString()).isNotBlank().doesNotContain(PRIVATE);
    }

    static Stream<ThrowingCallable> refusals() {
        return Stream.of(
                () -> new ApiKey("canary key"),
                () -> new ApiKeyHash("canary"),
                () -> new WebhookSecret("aurix_canary"),
                () -> new WebhookUrl("canary"),
                () -> new EmailAddress("canary@"),
                () -> new PhoneNumber("canary"),
                () -> PhoneNumber.parse("+canary"),
                () -> new ContactUserId("canary\u0000"),
                () -> new MessageId("canary\u0000"),
                () -> new LeadData(Map.of(FieldKey.EMAIL, "canary")),
                () -> new LeadData(Map.of(FieldKey.NAME, "canary\u0000")),
                () -> new FieldKey("canary@"),
                () -> new ChannelId("canary"),
                () -> new WidgetToken("canary@"),
                () -> new PageUrl("canary"),
                () -> new DeviceId("canary@"),
                () -> new CorrelationId("canary"),
                () -> new Reference("canary"),
                () -> new InboundMessage(
                        new MessageId("canary\n"),
                        Samples.CHANNEL,
                        Samples.CONTACT,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Samples.NOW));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_says_what_is_expected_and_never_what_was_given(ThrowingCallable refused) {
        assertThatThrownBy(refused)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.expected())
                                .startsWith("must ")
                                .doesNotContain("canary"));
    }
}

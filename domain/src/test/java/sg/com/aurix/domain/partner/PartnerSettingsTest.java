package sg.com.aurix.domain.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;
import sg.com.aurix.domain.conversation.ConversationId;
import sg.com.aurix.domain.lead.LeadId;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.WebhookId;

/** How things of every capability are named, and how long what operators write may be. */
class PartnerSettingsTest {
    @Requirement("LD-1")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "79116377073868a",
                "791 163",
                "-1",
                "٧٩١",
                "791163770738681\n",
                "1/",
                "1:",
                "123456789012345678901234567890123"
            })
    void a_channel_is_named_by_digits_alone(String value) {
        assertThat(new ChannelId("791163770738681").value()).isEqualTo("791163770738681");
        assertThat(new ChannelId("0".repeat(31) + "9").value()).hasSize(32);
        assertThatThrownBy(() -> new ChannelId(value)).isInstanceOf(InvalidValueException.class);
    }

    @Requirement("TR-7")
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a/b", "a?b", "a#b", "a\"b", "<b>", "é", "a%20b", "@", "[", "`", "{", ":", "a\n"})
    void a_widget_token_needs_no_escaping_anywhere(String value) {
        assertThat(new WidgetToken("azAZ09._~-").value()).isEqualTo("azAZ09._~-");
        assertThat(new WidgetToken("a".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new WidgetToken("a".repeat(129))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new WidgetToken(value)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_minted_widget_token_is_a_prefix_and_144_random_bits() {
        byte[] drawn = new byte[18];
        new Random(1).nextBytes(drawn);

        assertThat(WidgetToken.mint(new Random(1)).value())
                .isEqualTo("wt_" + Base64.getUrlEncoder().encodeToString(drawn));
    }

    @Requirement("TR-7")
    @Test
    void the_widgets_texts_are_limited() {
        Optional<String> preview = Optional.of("é".repeat(500));
        Optional<String> template = Optional.of("é".repeat(1000));

        assertThat(new WidgetTexts("é".repeat(100), preview, template, true).displayName())
                .hasSize(100);
        assertThatThrownBy(() -> new WidgetTexts("é".repeat(101), preview, template, true))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new WidgetTexts("Glow", preview.map(text -> text + "x"), template, true))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new WidgetTexts("Glow", preview, template.map(text -> text + "x"), true))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_key_is_active_until_it_is_revoked() {
        ApiKeyHash hash = new ApiKey("sandbox-key").hash();
        KeyId id = new KeyId(new UUID(1, 1));

        assertThat(new PartnerKey(id, Samples.PARTNER, hash, Samples.NOW, Optional.empty()).isActive())
                .isTrue();
        assertThat(new PartnerKey(id, Samples.PARTNER, hash, Samples.NOW, Optional.of(Samples.NOW)).isActive())
                .isFalse();
    }

    @Test
    void conversations_and_leads_are_numbered_from_1() {
        assertThat(new ConversationId(1).value())
                .isEqualTo(new LeadId(1).value())
                .isEqualTo(1);
        assertThatThrownBy(() -> new ConversationId(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new LeadId(0)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_name_that_is_no_secret_reads_as_what_it_names() {
        UUID uuid = UUID.fromString("0190b5c0-e800-73f0-a1b2-c3d4e5f60718");

        assertThat(List.of(new PartnerId(uuid), new KeyId(uuid), new ClickId(uuid), new WebhookId(uuid)))
                .allSatisfy(id -> assertThat(id).hasToString(uuid.toString()));
        assertThat(new EventId(uuid)).hasToString("evt_0190b5c0e80073f0a1b2c3d4e5f60718");
        assertThat(new ConversationId(3293)).hasToString("3293");
        assertThat(new LeadId(470)).hasToString("470");
        assertThat(Samples.CHANNEL).hasToString("791163770738681");
        assertThat(Samples.DEVICE).hasToString("9fad5f62-2d08-49d4-852a-b48be43beb68");
        assertThat(new WidgetToken("wt_demo")).hasToString("wt_demo");
        assertThat(FieldKey.EMAIL).hasToString("email");
    }

    @Requirement("RS-21")
    @Test
    void a_partner_has_a_name_of_1_to_200_characters() {
        assertThat(new Partner(Samples.PARTNER, "é".repeat(200), Samples.NOW).name())
                .hasSize(200);
        assertThatThrownBy(() -> new Partner(Samples.PARTNER, "é".repeat(201), Samples.NOW))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Partner(Samples.PARTNER, " ", Samples.NOW))
                .isInstanceOf(InvalidValueException.class);
    }
}

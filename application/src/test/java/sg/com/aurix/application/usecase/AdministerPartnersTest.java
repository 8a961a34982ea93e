package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelAddition;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelChange;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelUpdate;
import sg.com.aurix.application.usecase.AdministerPartners.KeyIssue;
import sg.com.aurix.application.usecase.AdministerPartners.KeyRevocation;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.KeyId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

class AdministerPartnersTest {
    private static final PartnerId NOBODY = new PartnerId(new UUID(4, 4));
    private static final ApiKey GIVEN = new ApiKey("sandbox-key");
    private static final ChannelChange NO_CHANGE = new ChannelChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Salon salon = Salon.open();
    private final AdministerPartners admin = salon.aurix.administerPartners();
    private final PartnerId other = admin.addPartner("Other").id();

    @Test
    void partners_are_added_found_and_listed() {
        Partner partner = admin.addPartner("Glow Salon");

        assertThat(admin.partner(partner.id())).contains(partner);
        assertThat(admin.partners())
                .extracting(Partner::id)
                .containsExactlyInAnyOrder(salon.partnerId, other, partner.id());
        assertThat(admin.partner(NOBODY)).isEmpty();
    }

    @Requirement("RS-16")
    @Test
    void an_issued_key_is_stored_as_a_hash_alone() {
        KeyIssue.Issued issued = (KeyIssue.Issued) admin.issueKey(salon.partnerId);

        assertThat(issued.apiKey().isMinted()).isTrue();
        assertThat(issued.key().hash()).isEqualTo(issued.apiKey().hash());
        assertThat(admin.keys(salon.partnerId)).contains(List.of(issued.key()));
    }

    @Test
    void a_given_key_is_registered_once_for_one_partner() {
        KeyIssue first = admin.registerKey(salon.partnerId, GIVEN);

        assertThat(first).isInstanceOf(KeyIssue.Issued.class);
        assertThat(admin.registerKey(salon.partnerId, GIVEN)).isEqualTo(first);
        assertThat(admin.registerKey(other, GIVEN)).isEqualTo(new KeyIssue.KeyTaken());
        assertThat(admin.keys(salon.partnerId).orElseThrow()).hasSize(1);
    }

    @Test
    void a_given_key_that_was_revoked_stays_revoked() {
        KeyId id = ((KeyIssue.Issued) admin.registerKey(salon.partnerId, GIVEN))
                .key()
                .id();
        admin.revokeKey(salon.partnerId, id);

        assertThat(admin.registerKey(salon.partnerId, GIVEN)).isEqualTo(new KeyIssue.KeyTaken());
    }

    @Requirement("API-8")
    @Test
    void a_key_is_revoked_only_for_the_partner_that_has_it() {
        KeyId id = ((KeyIssue.Issued) admin.issueKey(salon.partnerId)).key().id();

        assertThat(admin.revokeKey(other, id)).isEqualTo(new KeyRevocation.UnknownKey());
        assertThat(admin.revokeKey(salon.partnerId, id)).isEqualTo(new KeyRevocation.Revoked());
        assertThat(admin.revokeKey(salon.partnerId, id)).isEqualTo(new KeyRevocation.Revoked());
    }

    @Test
    void what_concerns_a_partner_that_is_not_there_is_unknown() {
        ChannelId id = new ChannelId("2");

        assertThat(admin.issueKey(NOBODY)).isEqualTo(new KeyIssue.UnknownPartner());
        assertThat(admin.registerKey(NOBODY, GIVEN)).isEqualTo(new KeyIssue.UnknownPartner());
        assertThat(admin.addChannel(NOBODY, Salon.settings(id, LeadForm.STANDARD)))
                .isEqualTo(new ChannelAddition.UnknownPartner());
        assertThat(admin.changeChannel(NOBODY, Salon.CHANNEL, NO_CHANGE)).isEqualTo(new ChannelUpdate.UnknownChannel());
        assertThat(admin.keys(NOBODY)).isEmpty();
        assertThat(admin.channels(NOBODY)).isEmpty();
    }

    @Test
    void a_channel_gets_a_token_of_its_own() {
        ChannelAddition added = admin.addChannel(other, Salon.settings(new ChannelId("2"), LeadForm.STANDARD));

        assertThat(added).isInstanceOfSatisfying(ChannelAddition.Added.class, done -> {
            assertThat(done.channel().widgetToken().value()).startsWith("wt_").isNotEqualTo(Salon.TOKEN.value());
            assertThat(admin.channels(other)).contains(List.of(done.channel()));
        });
    }

    @Test
    void a_channel_id_or_token_that_is_taken_by_anybody_is_refused_for_what_it_is() {
        WidgetToken fresh = new WidgetToken("wt_fresh");

        assertThat(admin.addChannel(other, Salon.settings(Salon.CHANNEL, LeadForm.STANDARD), fresh))
                .isEqualTo(new ChannelAddition.ChannelIdTaken());
        assertThat(admin.addChannel(other, Salon.settings(new ChannelId("2"), LeadForm.STANDARD), Salon.TOKEN))
                .isEqualTo(new ChannelAddition.TokenTaken());
    }

    @Test
    void a_change_leaves_everything_it_does_not_name() {
        Channel before = admin.channels(salon.partnerId).orElseThrow().get(0);
        ChannelChange rename = new ChannelChange(
                Optional.empty(),
                Optional.of("New name"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty());
        Channel expected = new Channel(
                before.id(),
                before.partnerId(),
                before.phoneNumber(),
                before.widgetToken(),
                new WidgetTexts(
                        "New name",
                        before.texts().previewMessage(),
                        before.texts().messageTemplate(),
                        false),
                before.leadForm(),
                before.active(),
                before.createdAt());

        assertThat(admin.changeChannel(salon.partnerId, Salon.CHANNEL, rename))
                .isEqualTo(new ChannelUpdate.Changed(expected));
        assertThat(admin.changeChannel(salon.partnerId, Salon.CHANNEL, NO_CHANGE))
                .isEqualTo(new ChannelUpdate.Changed(expected));
        assertThat(admin.channels(salon.partnerId)).contains(List.of(expected));
    }

    @Test
    void a_change_sets_a_text_or_takes_it_away() {
        ChannelChange change = new ChannelChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Optional.empty()),
                Optional.of(Optional.of("Hello!")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        admin.changeChannel(salon.partnerId, Salon.CHANNEL, change);

        WidgetTexts texts = admin.channels(salon.partnerId).orElseThrow().get(0).texts();
        assertThat(texts.previewMessage()).isEmpty();
        assertThat(texts.messageTemplate()).contains("Hello!");
    }

    @Requirement({"API-8", "RS-18"})
    @Test
    void another_partners_channel_is_as_unknown_as_one_that_is_not_there() {
        assertThat(admin.changeChannel(other, Salon.CHANNEL, NO_CHANGE))
                .isEqualTo(admin.changeChannel(other, new ChannelId("404"), NO_CHANGE))
                .isEqualTo(new ChannelUpdate.UnknownChannel());
    }
}

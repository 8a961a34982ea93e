package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.PhoneNumber;

/** Each published fixture, read to the last field. */
class FixtureReadingTest {
    private static final Instant SENT_FIRST = Instant.parse("2026-11-21T19:20:00Z");
    private static final ContactUserId USER_ID = new ContactUserId("OM.13491208655302741918");
    private static final PhoneNumber PHONE = new PhoneNumber("96899001122");
    private static final Contact SARA = new Contact(Optional.of(USER_ID), Optional.of(PHONE));
    private static final Contact SARA_WITHOUT_NUMBER = new Contact(Optional.of(USER_ID), Optional.empty());

    private final DeliveryReader reader = new DeliveryReader(InstantSource.fixed(Instant.EPOCH));

    @Test
    @Requirement("LD-1")
    void a_text() {
        assertThat(read(Fixture.TEXT))
                .containsExactly(fromSara(
                        "wamid.FX01",
                        0,
                        "Reference: O-aB3dE9z (Please send this reference number to help us assist you)"));
    }

    @Test
    @Requirement("LD-7")
    void a_text_of_somebody_without_a_phone_number() {
        assertThat(read(Fixture.BUSINESS_SCOPED))
                .containsExactly(new InboundMessage(
                        new MessageId("wamid.FX02"),
                        new ChannelId("791163770738681"),
                        SARA_WITHOUT_NUMBER,
                        Optional.of("Sara"),
                        List.of("Reference: O-aB3dE9z (Please send this reference number to help us assist you)"),
                        Optional.empty(),
                        SENT_FIRST.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.TRANSLATED, Fixture.GOLDEN})
    @Requirement("LD-2")
    void a_translated_text_escaped_or_not(String fixture) {
        assertThat(read(fixture))
                .containsExactly(fromSara(
                        "wamid.FX03",
                        2,
                        "\u0645\u0631\u062d\u0628\u0627\u060c \u0627\u0644\u0645\u0631\u062c\u0639: o\u2013ab3de9z"));
    }

    @Test
    void a_text_after_a_click_on_an_ad_without_the_words_of_the_ad() {
        assertThat(read(Fixture.REFERRAL))
                .containsExactly(fromSara("wamid.FX05", 4, "Hello! Can I get more info on this?"));
    }

    @Test
    @Requirement("LD-2")
    void the_caption_of_a_picture() {
        assertThat(read(Fixture.CAPTION)).containsExactly(fromSara("wamid.FX06", 5, "O-aB3dE9z"));
    }

    @Test
    void the_text_of_a_quick_reply_without_its_payload() {
        assertThat(read(Fixture.BUTTON)).containsExactly(fromSara("wamid.FX07", 6, "Muscat"));
    }

    @Test
    void the_title_and_description_of_a_list_reply_without_its_id() {
        assertThat(read(Fixture.LIST_REPLY)).containsExactly(fromSara("wamid.FX08", 7, "Oil change", "45 min"));
    }

    @Test
    @Requirement("LD-6")
    void a_batch_in_the_order_in_which_it_was_sent_repetitions_included() {
        assertThat(read(Fixture.BATCH))
                .containsExactly(
                        fromSara("wamid.FX11a", 10, "My name is Sara"),
                        fromSara("wamid.FX11a", 10, "My name is Sara"),
                        fromSara("wamid.FX11b", 11, "sara@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.DELIVERED, Fixture.SENT, Fixture.REVOKE})
    void nothing_where_nobody_says_anything(String fixture) {
        assertThat(read(fixture)).isEmpty();
    }

    @Test
    @Requirement("LD-7")
    void a_number_shared_on_request() {
        assertThat(read(Fixture.CONTACT_REQUEST))
                .containsExactly(new InboundMessage(
                        new MessageId("wamid.FX18"),
                        new ChannelId("791163770738681"),
                        SARA_WITHOUT_NUMBER,
                        Optional.of("Sara"),
                        List.of(),
                        Optional.of(PHONE),
                        SENT_FIRST.plusSeconds(44)));
    }

    private List<InboundMessage> read(String fixture) {
        return reader.read(Fixture.bytes(fixture));
    }

    private static InboundMessage fromSara(String id, long secondsLater, String... texts) {
        return new InboundMessage(
                new MessageId(id),
                new ChannelId("791163770738681"),
                SARA,
                Optional.of("Sara Ahmed"),
                List.of(texts),
                Optional.empty(),
                SENT_FIRST.plusSeconds(secondsLater));
    }
}

package sg.com.aurix.bootstrap.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.LeadExtractor.Extracted;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.partner.WidgetToken;

@Requirement({"LD-5", "LD-7"})
class LibraryLeadExtractorTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Channel IN_SINGAPORE = new Channel(
            new ChannelId("1"),
            new PartnerId(new UUID(1, 1)),
            new PhoneNumber("6588888888"),
            new WidgetToken("token"),
            new WidgetTexts("Glow", Optional.empty(), Optional.empty(), false),
            LeadForm.STANDARD,
            true,
            NOW);

    private static final Contact USER = new Contact(Optional.of(new ContactUserId("OM.1")), Optional.empty());

    private final LeadExtractor extractor = new LibraryLeadExtractor();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        write to sara@example.com please        | sara@example.com
        (Sara.Ahmed+ads@mail.example.co.uk)     | Sara.Ahmed+ads@mail.example.co.uk
        mailto:sara@example.com.                | sara@example.com
        بريدي sara@example.com، شكرا            | sara@example.com
        first a@example.com then b@example.com  | a@example.com
        """)
    void an_e_mail_address_in_what_people_write_is_found(String text, String found) {
        assertThat(extract(text).stated().get(FieldKey.EMAIL)).contains(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"price @ 50", "me@home", "a@b", "@sara", "sara@", "x@192.168.0.1", "a@@example.com"})
    void what_only_looks_like_an_address_is_none(String text) {
        assertThat(extract(text).stated().get(FieldKey.EMAIL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        call me on 8123 4567                 | 6581234567
        my number is +968 9900 1122          | 96899001122
        my number: (+44) 20 7946 0018, bye   | 442079460018
        """)
    void a_phone_number_in_what_people_write_is_read_in_the_channel_s_country(String text, String digits) {
        assertThat(extract(text).implied().get(FieldKey.PHONE)).contains(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 12345", "at 10:30 on 2026-01-02", "O-aB3dE9z", "it costs 1,200.50"})
    void other_digits_are_no_phone_number(String text) {
        assertThat(extract(text).implied().get(FieldKey.PHONE)).isEmpty();
    }

    @Test
    void a_number_that_is_valid_in_its_country_but_no_international_one_is_passed_over() {
        Channel inGermany = new Channel(
                IN_SINGAPORE.id(),
                IN_SINGAPORE.partnerId(),
                new PhoneNumber("4930901820"),
                IN_SINGAPORE.widgetToken(),
                IN_SINGAPORE.texts(),
                LeadForm.STANDARD,
                true,
                NOW);

        Extracted extracted =
                extractor.extract(message(USER, "order 0684649305153350 please, or 030 901820"), inGermany);

        assertThat(extracted.implied().get(FieldKey.PHONE)).contains("4930901820");
    }

    @Test
    void whatever_digits_are_written_reading_them_never_fails() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder digits = new StringBuilder(random.nextBoolean() ? "0049" : "0");
            random.ints(3 + random.nextInt(17), 0, 10).forEach(digits::append);

            assertThat(extract(digits.toString())).isNotNull();
        }
    }

    @Test
    void a_number_in_prose_gives_way_to_the_one_that_whatsapp_shows() {
        Contact sender = new Contact(Optional.empty(), Optional.of(new PhoneNumber("96899001122")));

        assertThat(extract(sender, "my sister has 8123 4567").implied().get(FieldKey.PHONE))
                .contains("96899001122");
    }

    @ParameterizedTest
    @CsvSource({"+15550009999,15550009999", "6587487282,6587487282", "8748 7282,6587487282", "+65-8748-7282,6587487282"
    })
    void a_stated_phone_number_is_kept_as_international_digits(String written, String kept) {
        assertThat(extractor.normalize(FieldKey.PHONE, written, IN_SINGAPORE)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "none", "+", "++65 8748 7282 8748 7282", "a@b.co"})
    void what_is_no_phone_number_is_refused_without_repeating_it(String written) {
        assertThatThrownBy(() -> extractor.normalize(FieldKey.PHONE, written, IN_SINGAPORE))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("must be a phone number such as +65 8123 4567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane", "jane@", "jane@localhost", "jane doe@example.com", "jane@example.com, x@y.zz"})
    void what_is_no_e_mail_address_is_refused(String written) {
        assertThatThrownBy(() -> extractor.normalize(FieldKey.EMAIL, written, IN_SINGAPORE))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_text_of_hostile_length_is_read_in_no_time() {
        String hostile = "a@".repeat(30_000) + "1 ".repeat(30_000);

        assertThat(extract(hostile).stated().get(FieldKey.EMAIL)).isEmpty();
    }

    private Extracted extract(String text) {
        return extract(USER, text);
    }

    private Extracted extract(Contact sender, String text) {
        return extractor.extract(message(sender, text), IN_SINGAPORE);
    }

    private static InboundMessage message(Contact sender, String text) {
        return new InboundMessage(
                new MessageId("wamid.1"),
                IN_SINGAPORE.id(),
                sender,
                Optional.empty(),
                List.of(text),
                Optional.empty(),
                NOW);
    }
}

package sg.com.aurix.application.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.LeadExtractor.Extracted;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.PhoneNumber;

class PlainLeadExtractorTest {
    private static final Contact BY_USER_ID = new Contact(Optional.of(new ContactUserId("OM.1")), Optional.empty());

    private final Samples samples = Samples.in(new InMemoryStore().ports());
    private final Channel channel = samples.channel(samples.partner().id());
    private final PlainLeadExtractor extractor = new PlainLeadExtractor();

    @Requirement("LD-5")
    @ParameterizedTest
    @CsvSource({
        "sara@example.com,sara@example.com",
        "My mail is sara@example.com.,sara@example.com",
        "<Sara.Ahmed+1@mail.example.co.uk>,Sara.Ahmed+1@mail.example.co.uk",
        "بريدي sara@example.com شكرا,sara@example.com",
        "first a@b.co then c@d.co,a@b.co",
        ".@@..x@-.com no but a@b.co yes,a@b.co"
    })
    void an_email_address_that_a_sender_writes_is_stated(String text, String email) {
        assertThat(extract(BY_USER_ID, text).stated()).isEqualTo(data(FieldKey.EMAIL, email));
    }

    @Requirement("LD-5")
    @Test
    void an_international_number_that_a_sender_writes_is_implied_because_it_may_be_somebody_elses() {
        assertThat(extract(BY_USER_ID, "call +968 9900 1122 please").implied())
                .isEqualTo(data(FieldKey.PHONE, "96899001122"));
    }

    @Requirement({"LD-1", "LD-5"})
    @Test
    void the_number_a_message_comes_from_comes_before_one_that_is_written() {
        Contact contact = new Contact(Optional.empty(), Optional.of(new PhoneNumber("6512345678")));

        assertThat(extract(contact, "or call +968 9900 1122").implied()).isEqualTo(data(FieldKey.PHONE, "6512345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "a@b", "@", "1@2.3", "call 8748 7282", "+1", "O-aB3dE9z", "++++", ""})
    void text_without_a_data_point_has_none(String text) {
        assertThat(extract(BY_USER_ID, text)).isEqualTo(new Extracted(LeadData.NONE, LeadData.NONE));
    }

    @Requirement("RS-21")
    @Property(tries = 300)
    void whatever_people_write_it_never_throws(@ForAll String name, @ForAll String text) {
        InboundMessage message = new InboundMessage(
                samples.message(),
                channel.id(),
                BY_USER_ID,
                Optional.of(name),
                List.of(text, name + "@" + text, "+" + text),
                Optional.empty(),
                samples.now());

        assertThat(extractor.extract(message, channel)).isNotNull();
    }

    @Test
    void a_value_is_normalized_or_refused() {
        assertThat(extractor.normalize(FieldKey.EMAIL, " a@b.co\n", channel)).isEqualTo("a@b.co");
        assertThat(extractor.normalize(FieldKey.PHONE, " +65 8748 7282 ", channel))
                .isEqualTo("6587487282");
        assertThatThrownBy(() -> extractor.normalize(FieldKey.PHONE, "8748", channel))
                .isInstanceOf(InvalidValueException.class);
    }

    private Extracted extract(Contact contact, String text) {
        return extractor.extract(
                new InboundMessage(
                        samples.message(),
                        channel.id(),
                        contact,
                        Optional.empty(),
                        List.of(text),
                        Optional.empty(),
                        samples.now()),
                channel);
    }

    private static LeadData data(FieldKey key, String value) {
        return new LeadData(Map.of(key, value));
    }
}

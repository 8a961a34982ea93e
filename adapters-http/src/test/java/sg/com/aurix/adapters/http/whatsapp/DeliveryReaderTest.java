package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.partner.PhoneNumber;

/** What is read of deliveries that differ from the fixtures in one thing. */
class DeliveryReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T21:30:00Z");

    private final DeliveryReader reader = new DeliveryReader(InstantSource.fixed(NOW));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "video       | {'caption':'my car','id':'1'}                                        | my car",
                "document    | {'caption':'see page 2','filename':'a.pdf'}                          | see page 2",
                "order       | {'catalog_id':'1','text':'please deliver','product_items':[{'quantity':2}]} | please"
                        + " deliver",
                "interactive | {'type':'button_reply','button_reply':{'id':'b1','title':'Yes, please'}} | Yes, please",
                "interactive | {'type':'nfm_reply','nfm_reply':{'name':'address_message','body':'Lane 7,"
                        + " Muscat','response_json':'no json'}} | Lane 7, Muscat",
                "edit        | {'original_message_id':'wamid.FX00','message':{'type':'text','text':{'body':'I meant"
                        + " O-aB3dE9z'}}} | I meant O-aB3dE9z",
                "edit        |"
                    + " {'original_message_id':'wamid.FX00','message':{'type':'image','image':{'caption':'O-aB3dE9z'}}}"
                    + " | O-aB3dE9z",
            })
    @Requirement("LD-2")
    void whatever_a_person_wrote_or_chose_is_a_text(String type, String content, String text) {
        assertThat(readContent(type, content).texts()).containsExactly(text);
    }

    @Test
    @Requirement("LD-2")
    void the_answers_to_a_form_are_texts_without_the_marks_of_the_business() {
        InboundMessage message = readContent("interactive", """
            {'type':'nfm_reply','nfm_reply':{'name':'flow','body':'Sent','response_json':
            "{\\"flow_token\\":\\"business@example.com\\",\\"mail\\":\\"a@b.co\\",\\"age\\":7,\\"stores\\":[\\"Orchard\\",{\\"x\\":\\"Bugis\\"}]}"}}
            """);

        assertThat(message.texts()).containsExactly("Sent", "a@b.co", "Orchard", "Bugis");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "image       | {'mime_type':'image/jpeg','id':'1'}",
                "image       | {'caption':'  '}",
                "audio       | {'id':'1','voice':true}",
                "sticker     | {'id':'1','animated':false}",
                "location    | {'latitude':23.6,'longitude':58.5,'name':'Home'}",
                "interactive | {'type':'call_permission_reply','call_permission_reply':{'response':'accept'}}",
                "contacts    | [{'phones':[{'phone':'+6588888888'}]}]",
                "text        | {'body':['no text']}",
            })
    @Requirement("LD-4")
    void a_person_may_say_something_without_words(String type, String content) {
        assertThat(readContent(type, content).texts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "reaction        | {'message_id':'wamid.OUT01','emoji':'x'}",
                "system          | {'body':'User A changed from 1 to"
                        + " 2','wa_id':'12195555358','type':'user_changed_number'}",
                "unsupported     | {'type':'poll_creation'}",
                "unknown         | {}",
                "request_welcome | {}",
                "errors          | [{'code':131051}]",
                "hologram        | {'body':'O-aB3dE9z','caption':'O-aB3dE9z'}",
                "edit            | {'message':{'type':'revoke'}}",
            })
    @Requirement("LD-6")
    void what_no_person_says_and_what_we_do_not_know_is_no_message(String type, String content) {
        assertThat(reader.read(content(type, content))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"account_update", "smb_message_echoes", "message_template_status_update"})
    void only_the_field_messages_is_read(String field) {
        ObjectNode tree = (ObjectNode) Fixture.tree(Fixture.TEXT);
        ((ObjectNode) tree.at("/entry/0/changes/0")).put("field", field);

        assertThat(reader.read(Fixture.write(tree))).isEmpty();
    }

    @Test
    @Requirement("LD-7")
    void a_card_that_was_not_asked_for_is_not_the_senders_number() {
        InboundMessage message = readContent("contacts", "[{'phones':[{'phone':'+6588888888','wa_id':'6588888888'}]}]");

        assertThat(message.sharedPhoneNumber()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "[{'phones':[{'phone':'8888 8888','wa_id':'6588888888'}]}]",
                "[{'phones':[{'phone':'999'},{'phone':'+65 8888-8888'}]}]",
                "[{'phones':[]},{'vcard':'BEGIN:VCARD\\r\\nitem1.TEL;waid=6588888888:+65 8888 8888\\r\\nEND:VCARD'}]",
                "[{'vcard':'BEGIN:VCARD\\nNOTE:TEL 123\\nTEL;VALUE=uri;TYPE=cell:tel:+65-8888-8888\\nEND:VCARD'}]",
                "[{'phones':'none','vcard':'tel:0065 8888 8888'}]",
            })
    @Requirement("LD-7")
    void a_shared_number_is_found_wherever_the_card_has_it(String cards) {
        InboundMessage message = only(Fixture.write(
                json(content("contacts", cards), value -> Fixture.message(value).put("origin", "contact_request"))));

        assertThat(message.sharedPhoneNumber()).contains(new PhoneNumber("6588888888"));
    }

    @Test
    void a_shared_card_without_a_usable_number_shares_none() {
        byte[] delivery = Fixture.write(json(
                content("contacts", "[{'phones':[{'phone':'n/a'}],'vcard':'TEL:call me'}]"),
                value -> Fixture.message(value).put("origin", "contact_request")));

        assertThat(only(delivery).sharedPhoneNumber()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'1795288800', 2026-11-21T19:20:00Z", "' 1795288800 ', 2026-11-21T19:20:00Z", "1, 1970-01-01T00:00:01Z"
    })
    void the_time_is_whole_seconds_since_1970(String timestamp, Instant sentAt) {
        assertThat(only(Fixture.withMessage(message -> message.put("timestamp", timestamp)))
                        .sentAt())
                .isEqualTo(sentAt);
    }

    @Test
    void the_time_may_be_a_number() {
        assertThat(only(Fixture.withMessage(message -> message.put("timestamp", 1795288800)))
                        .sentAt())
                .isEqualTo(Instant.parse("2026-11-21T19:20:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "-1", "0", "253402300800", "9223372036854775808", "1e999999999", "NaN"})
    void a_time_that_is_none_is_now(String timestamp) {
        assertThat(only(Fixture.withMessage(message -> message.put("timestamp", timestamp)))
                        .sentAt())
                .isEqualTo(NOW);
    }

    @Test
    @Requirement("RS-6")
    void an_odd_message_does_not_cost_the_others() {
        List<Consumer<ObjectNode>> oddities = List.of(
                message -> message.remove("id"),
                message -> message.put("id", "wamid." + "x".repeat(300)),
                message -> message.put("id", "wamid.\u0000"),
                message -> message.put("id", "wamid.\ud800"),
                message -> message.putObject("id"),
                message -> message.put("from_user_id", "x".repeat(200)),
                message -> message.put("from_user_id", "a\u0000b"),
                message -> message.put("type", 7),
                message -> message.remove("type"));
        for (Consumer<ObjectNode> oddity : oddities) {
            byte[] delivery = Fixture.withValue(value -> {
                ObjectNode odd = Fixture.message(value).deepCopy();
                oddity.accept(odd);
                Fixture.messages(value).insert(0, odd).insert(0, "odd").insertNull(0);
            });

            assertThat(reader.read(delivery))
                    .extracting(message -> message.id().value())
                    .containsExactly("wamid.FX01");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7911637707386810000000000000000000000"})
    @Requirement("RS-6")
    void a_channel_that_cannot_be_told_costs_its_value_alone(String channelId) {
        ObjectNode tree = (ObjectNode) Fixture.tree(Fixture.BATCH);
        ((ObjectNode) tree.at("/entry/0/changes/0/value/metadata")).put("phone_number_id", channelId);

        assertThat(reader.read(Fixture.write(tree)))
                .extracting(message -> message.id().value())
                .containsExactly("wamid.FX11a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{",
                "not json",
                "\u0000",
                "{\"entry\":7}",
                "{\"entry\":{\"a\":{\"changes\":\"b\"}}}",
                "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":[]}]}]}",
                "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":{\"a\":1},\"contacts\":7}}]}]}",
            })
    @Requirement("RS-21")
    void anything_else_is_no_message(String body) {
        assertThat(reader.read(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    @Requirement("RS-21")
    void what_is_deeper_longer_or_larger_than_any_delivery_is_not_read() {
        byte[] deep = ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        byte[] huge = ("{\"entry\":" + "9".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8);
        byte[] many = ("[" + "0,".repeat(1_000_000) + "0]").getBytes(StandardCharsets.UTF_8);

        assertThat(reader.read(deep)).isEmpty();
        assertThat(reader.read(huge)).isEmpty();
        assertThat(reader.read(many)).isEmpty();
    }

    @Test
    void the_largest_batch_is_read() {
        byte[] delivery = Fixture.withValue(value -> {
            for (int i = 2; i <= 1000; i++) {
                Fixture.messages(value).add(Fixture.message(value).deepCopy().put("id", "wamid." + i));
            }
        });

        assertThat(reader.read(delivery)).hasSize(1000);
    }

    @Test
    @Requirement("RS-19")
    void what_is_made_of_a_message_prints_nothing_private() {
        ObjectNode value = (ObjectNode) Fixture.tree(Fixture.TEXT).at("/entry/0/changes/0/value");

        assertThat(Said.in(Fixture.message(value), Fixture.JSON).toString()).doesNotContain("Reference");
        assertThat(Senders.of(value).senderOf(Fixture.message(value)).toString())
                .doesNotContain("Sara")
                .doesNotContain("9689");
    }

    private InboundMessage readContent(String type, String content) {
        return only(content(type, content));
    }

    private InboundMessage only(byte[] delivery) {
        List<InboundMessage> messages = reader.read(delivery);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static byte[] content(String type, String content) {
        return Fixture.withContent(type, content.replace('\'', '"'));
    }

    private static ObjectNode json(byte[] delivery, Consumer<ObjectNode> change) {
        ObjectNode tree = (ObjectNode) Fixture.parse(delivery);
        change.accept((ObjectNode) tree.at("/entry/0/changes/0/value"));
        return tree;
    }
}

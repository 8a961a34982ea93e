package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.ReceiveMessage;

final class PhoneTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MESSAGES = "/demo/phone/messages";
    private static final DemoServer server = DemoServer.start();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_message_is_taken_by_our_webhook_and_shown_as_it_was_sent() {
        Answer answer = send(message());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("cache-control")).hasValue("no-store");
        assertThat(answer.names()).containsExactly("message_id", "status", "took_ms", "request");
        assertThat(answer.json().path("status").intValue()).isEqualTo(200);
        assertThat(answer.json().path("took_ms").isIntegralNumber()).isTrue();
        JsonNode request = answer.json().path("request");
        assertThat(Answer.names(request)).containsExactly("url", "headers", "body");
        assertThat(request.path("url").textValue())
                .isEqualTo("http://127.0.0.1:" + server.port() + "/channels/whatsapp/webhook");
        assertThat(Answer.texts(request.path("headers")))
                .containsOnlyKeys("Content-Type", "User-Agent", "X-Hub-Signature-256")
                .containsEntry("Content-Type", "application/json");
    }

    @Test
    @Requirement("LD-1")
    void the_body_is_signed_with_the_app_secret() throws Exception {
        JsonNode request = send(message().put("text", "\u6b22\u8fce")).json().path("request");

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(DemoServer.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal(request.path("body").textValue().getBytes(StandardCharsets.UTF_8));
        assertThat(request.at("/headers/X-Hub-Signature-256").textValue())
                .isEqualTo("sha256=" + HexFormat.of().formatHex(digest));
    }

    @Test
    @Requirement({"LD-1", "LD-7"})
    void the_payload_has_the_shape_of_the_published_example() throws IOException {
        JsonNode payload = payload(send(message()));

        assertThat(shape(payload)).isEqualTo(shape(example()));
        assertThat(payload.at("/entry/0/id")).isEqualTo(example().at("/entry/0/id"));
    }

    @Test
    void the_payload_says_who_wrote_what_to_whom_and_when() {
        server.clock().pass(Duration.ofSeconds(1));
        Answer answer = send(message().put("text", "Hello\nthere"));

        JsonNode value = payload(answer).at("/entry/0/changes/0/value");
        assertThat(value.at("/metadata/display_phone_number").textValue()).isEqualTo("6588888888");
        assertThat(value.at("/metadata/phone_number_id").textValue())
                .isEqualTo(server.partner().channel().id().value());
        assertThat(value.at("/contacts/0/profile/name").textValue()).isEqualTo("Mei Lin");
        assertThat(value.at("/contacts/0/wa_id").textValue()).isEqualTo("12025550147");
        assertThat(value.at("/contacts/0/user_id").textValue()).isEqualTo("US.13491208655302741918");
        JsonNode sent = value.at("/messages/0");
        assertThat(sent.path("from").textValue()).isEqualTo("12025550147");
        assertThat(sent.path("from_user_id").textValue()).isEqualTo("US.13491208655302741918");
        assertThat(sent.path("id")).isEqualTo(answer.json().path("message_id"));
        assertThat(sent.path("timestamp").textValue())
                .isEqualTo(Long.toString(server.clock().instant().getEpochSecond()));
        assertThat(sent.at("/text/body").textValue()).isEqualTo("Hello\nthere");
    }

    @Test
    void every_message_has_an_id_of_its_own() {
        String one = send(message()).json().path("message_id").textValue();
        String other = send(message()).json().path("message_id").textValue();

        assertThat(one).matches("wamid\\.[A-Za-z0-9+/]{40}").isNotEqualTo(other);
        assertThat(other).matches("wamid\\.[A-Za-z0-9+/]{40}");
    }

    @Test
    void the_payload_is_escaped_as_meta_escapes_it() {
        Answer answer = send(message().put("text", "\u0645\u06af \uD83D\uDE00"));

        assertThat(answer.json().at("/request/body").textValue())
                .contains("\"body\":\"\\u0645\\u06af \\ud83d\\ude00\"")
                .matches("\\p{ASCII}+");
        assertThat(payload(answer)
                        .at("/entry/0/changes/0/value/messages/0/text/body")
                        .textValue())
                .isEqualTo("\u0645\u06af \uD83D\uDE00");
    }

    @Test
    void the_longest_message_is_taken_however_it_is_escaped() {
        String grin = "\\ud83d\\ude00";
        String json = "{\"wa_id\":\"12025550147\",\"user_id\":\"" + grin.repeat(150) + "\",\"name\":\""
                + grin.repeat(100) + "\",\"text\":\"" + grin.repeat(4096) + "\",\"message_id\":\"wamid."
                + "A".repeat(200) + "\"}";

        Answer answer = server.call("POST", MESSAGES).json(json).send();

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("status").intValue()).isEqualTo(200);
        assertThat(answer.json().path("message_id").textValue()).hasSize(206);
    }

    @Test
    @Requirement("API-3")
    void every_field_that_is_missing_is_named() {
        Answer answer = server.call("POST", MESSAGES).json("{}").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("wa_id", "user_id", "name", "text");
    }

    @Test
    @Requirement("API-3")
    void every_field_that_is_wrong_is_named() {
        Answer answer = send(message()
                .put("wa_id", "+12025550147")
                .put("user_id", "")
                .put("name", "Mei\nLin")
                .put("text", " ")
                .put("message_id", "1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("wa_id", "user_id", "name", "text", "message_id");
    }

    @ParameterizedTest
    @CsvSource({
        "wa_id, 123456",
        "wa_id, 1234567890123456",
        "wa_id, 0123456789",
        "wa_id, 1 202 555 0147",
        "message_id, wamid.",
        "message_id, wamid.a b",
        "message_id, WAMID.abc"
    })
    void a_wrong_value_is_refused(String field, String value) {
        assertRefused(message().put(field, value), field);
    }

    @Test
    void a_text_that_is_too_long_is_refused() {
        assertRefused(message().put("text", "a".repeat(4097)), "text");
        assertRefused(message().put("name", "a".repeat(101)), "name");
        assertRefused(message().put("user_id", "a".repeat(151)), "user_id");
        assertRefused(message().put("message_id", "wamid." + "a".repeat(201)), "message_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void what_a_form_of_another_website_can_send_is_refused(String contentType) {
        Answer answer = server.call("POST", MESSAGES)
                .header("Content-Type", contentType)
                .bytes(message().toString().getBytes(StandardCharsets.UTF_8))
                .send();

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    @Requirement("RS-21")
    void a_body_that_no_message_fills_is_refused() {
        Answer answer = server.call("POST", MESSAGES)
                .json(" ".repeat(56 * 1024) + message())
                .send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("message").textValue()).contains("56 KiB");
    }

    @Test
    void what_our_webhook_answers_is_told_also_when_it_is_an_error() {
        ReceiveMessage broken = message -> {
            throw new StoreUnavailableException("for this test", new IOException());
        };
        try (DemoServer troubled = DemoServer.start(sound -> broken)) {
            Answer answer =
                    troubled.call("POST", MESSAGES).json(message().toString()).send();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("status").intValue()).isEqualTo(503);
        }
    }

    private static void assertRefused(ObjectNode message, String field) {
        Answer answer = send(message);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    private static ObjectNode message() {
        return JSON.createObjectNode()
                .put("wa_id", "12025550147")
                .put("user_id", "US.13491208655302741918")
                .put("name", "Mei Lin")
                .put("text", "Hello");
    }

    private static Answer send(ObjectNode message) {
        return server.call("POST", MESSAGES).json(message.toString()).send();
    }

    private static JsonNode payload(Answer answer) {
        try {
            return JSON.readTree(answer.json().at("/request/body").textValue());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode example() throws IOException {
        try (InputStream stream = PhoneTest.class.getResourceAsStream("/whatsapp/01_text_reference.json")) {
            return JSON.readTree(Objects.requireNonNull(stream));
        }
    }

    /** The same JSON with every text replaced by the same one: names, their order and the kinds of values are left. */
    private static String shape(JsonNode tree) {
        return tree.toString().replaceAll("(?<=[:\\[])\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"");
    }
}

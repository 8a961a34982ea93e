package sg.com.aurix.adapters.http.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.partner.FieldKey;

/** Deliveries that are correctly signed and odd, and a world that breaks while they are taken. */
class HostileDeliveryTest {
    private static final List<String> PRIVATE = List.of(
            "96899001122", "OM.1349", "Sara", "Reference", "aB3dE9z", "wamid", "test-app-secret", "test-verify");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("sg.com.aurix");

    @BeforeEach
    void watchTheLog() {
        logger.setLevel(Level.TRACE);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void nothingPrivateWasLogged() {
        logger.detachAppender(log);
        logger.setLevel(null);
        for (ILoggingEvent line : log.list) {
            assertThat(line.getFormattedMessage()).doesNotContain(PRIVATE);
            assertThat(line.getThrowableProxy()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X-Hub-Signature-256: sha256=00\r\n",
                "X-Hub-Signature: sha1=a666c80d9b8302eca76c539de608a1cf0021a5ae\r\n"
            })
    @Requirement("RS-21")
    void whoever_shows_no_signature_is_refused_before_any_of_the_body_is_there(String headers) {
        try (WhatsAppServer server = WhatsAppServer.start()) {
            assertThat(server.statusOfHead(headers + "Content-Length: 3000000\r\n"))
                    .isEqualTo(401);
        }
    }

    static List<byte[]> unreadable() {
        return List.of(
                new byte[0],
                utf8("{}"),
                utf8("not json, Sara 96899001122"),
                utf8("{\"Sara\": O-aB3dE9z}"),
                utf8("[".repeat(200_000)),
                utf8("{\"a\":".repeat(100_000)),
                utf8("{\"entry\":" + "9".repeat(1_000_000) + "}"),
                utf8("{\"entry\":1e999999999}"),
                utf8("\"" + "a".repeat(2_000_000) + "\""),
                new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0},
                new byte[100_000]);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @Requirement("LD-6")
    void what_is_signed_and_cannot_be_read_is_acknowledged(byte[] delivery) {
        try (WhatsAppServer server = WhatsAppServer.start()) {
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(200);

            assertThat(server.leads()).isEmpty();
        }
    }

    @Test
    @Requirement("RS-19")
    void an_unreadable_delivery_leaves_a_line_in_the_log() {
        try (WhatsAppServer server = WhatsAppServer.start()) {
            server.deliver(utf8("not json, Sara 96899001122"));
        }

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).anyMatch(line -> line.contains("no JSON"));
    }

    @Test
    @Requirement("LD-6")
    void a_message_to_an_unknown_channel_is_acknowledged_and_noted() {
        byte[] delivery = Fixture.withValue(value -> value.putObject("metadata").put("phone_number_id", "404"));
        try (WhatsAppServer server = WhatsAppServer.start()) {
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(200);
            assertThat(server.leads()).isEmpty();
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("channel 404"));
    }

    @Test
    @Requirement("RS-6")
    void a_message_that_cannot_be_read_is_noted_and_does_not_cost_the_others() {
        byte[] delivery = Fixture.withValue(value -> Fixture.messages(value)
                .insert(0, Fixture.message(value).deepCopy().put("id", "wamid." + "x".repeat(300))));
        try (WhatsAppServer server = WhatsAppServer.start()) {
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(200);
            assertThat(server.leads()).hasSize(1);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("at most 256 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sa\u0000ra", "Sara\ud800", "\udc00", "\u0007", " "})
    @Requirement("RS-21")
    void a_name_that_cannot_be_kept_costs_the_name_alone(String name) {
        byte[] delivery = Fixture.withValue(
                value -> Fixture.contact(value).putObject("profile").put("name", name));
        try (WhatsAppServer server = WhatsAppServer.start()) {
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(200);

            assertThat(server.leads()).hasSize(1);
            assertThat(server.leads().getFirst().data().get(FieldKey.NAME)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b O-aB3dE9z", "\ud83d O-aB3dE9z \udc00", "O-aB3dE9z\u202e"})
    @Requirement("LD-2")
    void a_reference_is_found_among_characters_that_cannot_be_kept(String body) {
        try (WhatsAppServer server = WhatsAppServer.start()) {
            server.visit("O-aB3dE9z");

            assertThat(server.deliver(Fixture.text("wamid.FX01", body)).statusCode())
                    .isEqualTo(200);

            assertThat(server.leads().getFirst().correlationId()).isPresent();
        }
    }

    @Test
    @Requirement("RS-7")
    void while_the_store_does_not_answer_whatsapp_is_asked_to_come_back_and_then_nothing_is_lost() {
        AtomicBoolean down = new AtomicBoolean(true);
        try (WhatsAppServer server = WhatsAppServer.start(receiver -> failing(receiver, down, () -> storeIsDown()))) {
            HttpResponse<String> answer = server.deliver(Fixture.bytes(Fixture.TEXT));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.leads()).isEmpty();

            down.set(false);
            assertThat(server.deliver(Fixture.bytes(Fixture.TEXT)).statusCode()).isEqualTo(200);
            assertThat(server.leads()).hasSize(1);
        }
    }

    @Test
    @Requirement("RS-6")
    void a_message_that_fails_for_now_does_not_cost_the_others_and_is_not_acknowledged() {
        AtomicBoolean broken = new AtomicBoolean(true);
        byte[] delivery = twoMessages();
        try (WhatsAppServer server =
                WhatsAppServer.start(receiver -> failing(receiver, broken, () -> new IllegalStateException("a bug")))) {
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(500);
            assertThat(server.leads().getFirst().data().get(FieldKey.EMAIL)).contains("second@example.com");

            broken.set(false);
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Requirement("RS-6")
    void a_value_that_turns_out_invalid_while_a_message_is_taken_is_a_failure_like_any_other() {
        AtomicBoolean broken = new AtomicBoolean(true);
        byte[] delivery = twoMessages();
        try (WhatsAppServer server = WhatsAppServer.start(
                receiver -> failing(receiver, broken, () -> new InvalidValueException("must be at most 100 fields")))) {
            server.visit("O-aB3dE9z");
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(500);
            assertThat(server.leads().getFirst().data().get(FieldKey.EMAIL)).contains("second@example.com");
            assertThat(server.leads().getFirst().correlationId()).isEmpty();

            broken.set(false);
            assertThat(server.deliver(delivery).statusCode()).isEqualTo(200);
            assertThat(server.leads().getFirst().correlationId()).isPresent();
        }
    }

    @Test
    void damaged_deliveries_are_acknowledged_whatever_the_damage() {
        long seed = 20261121;
        Damage damage = new Damage(new Random(seed));
        try (WhatsAppServer server = WhatsAppServer.start()) {
            server.visit("O-aB3dE9z");
            for (int i = 0; i < 1500; i++) {
                byte[] delivery = damage.next();

                assertThat(server.deliver(delivery).statusCode())
                        .as("seed %d, delivery %d: %s", seed, i, new String(delivery, StandardCharsets.UTF_8))
                        .isEqualTo(200);
            }
            assertThat(server.leads())
                    .as("some damaged deliveries can still be read")
                    .isNotEmpty();
        }
    }

    /** Lets the message {@code wamid.FX01} fail as long as {@code fails} is true. */
    private static ReceiveMessage failing(
            ReceiveMessage receiver, AtomicBoolean fails, Supplier<RuntimeException> failure) {
        return (InboundMessage message) -> {
            if (fails.get() && message.id().value().equals("wamid.FX01")) {
                throw failure.get();
            }
            return receiver.receive(message);
        };
    }

    private static StoreUnavailableException storeIsDown() {
        return new StoreUnavailableException("the database refuses connections", new IllegalStateException("Sara"));
    }

    private static byte[] twoMessages() {
        return Fixture.withValue(value -> {
            var second = Fixture.message(value).deepCopy().put("id", "wamid.2").put("timestamp", "1795288900");
            second.putObject("text").put("body", "second@example.com");
            Fixture.messages(value).add(second);
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

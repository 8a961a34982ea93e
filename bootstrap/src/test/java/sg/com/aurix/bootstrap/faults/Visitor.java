package sg.com.aurix.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.Messages;
import sg.com.aurix.bootstrap.system.TestSandbox;

/**
 * Somebody who clicks, writes and gives an e-mail address, and remembers what was acknowledged. Each try of a click names a page of
 * its own, so that tries can be told apart afterwards; tries of a message are the same message, as WhatsApp sends it.
 */
final class Visitor {
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int STORE_UNAVAILABLE = 503;
    private static final String CHANNEL_ID = "791163770738681";

    private final int number;
    private final String device = UUID.randomUUID().toString();
    private final Ledger ledger;
    private final AtomicInteger tries = new AtomicInteger();
    private final Map<String, Optional<String>> correlationIdByTry = new ConcurrentHashMap<>();
    private volatile @Nullable String reference;
    private volatile boolean wrote;
    private volatile boolean completed;

    Visitor(int number, Ledger ledger) {
        this.number = number;
        this.ledger = ledger;
        ledger.enter(this);
    }

    String device() {
        return device;
    }

    /** A number of Oman's mobile networks, digits only. */
    String phone() {
        return "9689%07d".formatted(number);
    }

    String email() {
        return "visitor" + number + "@example.com";
    }

    String name() {
        return "Sara Ahmed";
    }

    /** The page of the click's next try. */
    String nextPage() {
        return "https://example.com/?visitor=" + number + "&try=" + (tries.get() + 1);
    }

    String messageId() {
        return "wamid.VISITOR" + number + ".";
    }

    /** Every page that was sent in a click, with the correlation id where the click was acknowledged. */
    Map<String, Optional<String>> clicks() {
        return correlationIdByTry;
    }

    /** The correlation id of the last click that was acknowledged. */
    Optional<String> reference() {
        return Optional.ofNullable(reference);
    }

    /** Whether the message was acknowledged. */
    boolean wrote() {
        return wrote;
    }

    /** Whether everything a complete lead needs was acknowledged. */
    boolean completed() {
        return completed;
    }

    /** Clicks; whether that was acknowledged. */
    boolean click(Calls server) {
        String page = nextPage();
        tries.incrementAndGet();
        correlationIdByTry.put(page, Optional.empty());
        return acknowledged(() -> server.click(TestSandbox.WIDGET_TOKEN, device, page), CREATED)
                .map(answer -> {
                    String id = Calls.json(answer).path("correlation_id").asText();
                    correlationIdByTry.put(page, Optional.of(id));
                    reference = id;
                    return id;
                })
                .isPresent();
    }

    /** Clicks until that is acknowledged: the server may have no connection for it at the first try, and then keeps nothing. */
    void clickUntilAcknowledged(Calls server) {
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).until(() -> click(server));
    }

    /** Sends the message with the reference; whether that was acknowledged. */
    boolean write(Calls server, boolean withEmail) {
        String text = "Reference: " + reference + (withEmail ? " " + email() : "");
        if (acknowledged(() -> server.whatsApp(Messages.payload(CHANNEL_ID, name(), phone(), messageId(), text)), OK)
                .isPresent()) {
            wrote = true;
            completed |= withEmail;
        }
        return wrote;
    }

    /** An agent enters the e-mail address into the lead; whether that was acknowledged. */
    boolean giveEmail(Calls server, long conversation) {
        String path = "/integrations/external/conversations/" + conversation + "/lead-data";
        String json = "{\"fields\":{\"email\":\"" + email() + "\"}}";
        completed = acknowledged(() -> server.send("POST", path, TestSandbox.API_KEY, json), OK)
                .isPresent();
        return completed;
    }

    private Optional<HttpResponse<String>> acknowledged(Supplier<HttpResponse<String>> call, int expected) {
        ledger.begun();
        try {
            HttpResponse<String> answer = call.get();
            if (answer.statusCode() == expected) {
                ledger.acknowledged();
                return Optional.of(answer);
            }
            if (answer.statusCode() == STORE_UNAVAILABLE) {
                ledger.unavailable();
            } else {
                ledger.unexpected(answer.statusCode() + " " + answer.body());
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                ledger.refused();
            } else {
                ledger.cutOff();
            }
        } finally {
            ledger.ended();
        }
        return Optional.empty();
    }
}

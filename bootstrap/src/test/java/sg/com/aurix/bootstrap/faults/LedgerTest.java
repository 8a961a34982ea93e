package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.Listener.Heard;
import sg.com.aurix.bootstrap.system.PartnerLists;

/** The ledger bites: held against a server that loses, repeats or mistakes what it acknowledged, it says so. */
class LedgerTest {
    private static final String PREFIX = "/integrations/external/";
    private static final String ID = "O-vpbWx3M";

    private final HeardEvents heard = new HeardEvents();
    private final Ledger ledger = new Ledger(heard, Duration.ofMillis(300));
    private final Visitor visitor = new Visitor(1, ledger);
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final Calls calls;

    LedgerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        calls = new Calls("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A click, a message and all that should come of it. */
    @BeforeEach
    void everything_is_as_it_should_be() {
        String page = visitor.nextPage();
        answers.put("/widget/clicks", "{\"correlation_id\":\"" + ID + "\"}");
        answers.put("/channels/whatsapp/webhook", "");
        assertThat(visitor.click(calls)).isTrue();
        assertThat(visitor.write(calls, true)).isTrue();
        listed("attribution", click(page, ID));
        listed("leads", lead(page, "complete", visitor.email()));
        listedDeliveries("delivered", "delivered", "delivered");
        heard.take(event("evt_1", "widget.click", "\"click_url\":\"" + page + "\""));
        heard.take(event("evt_2", "lead.correlated", "\"phone_number\":\"" + visitor.phone() + "\""));
        heard.take(event("evt_3", "lead.complete", "\"lead_data\":{\"phone\":\"+" + visitor.phone() + "\"}"));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void what_is_as_it_should_be_passes() {
        assertThatCode(this::closeTheBooks).doesNotThrowAnyException();
    }

    @Test
    void an_acknowledged_click_that_is_gone_is_missed() {
        listed("attribution");
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("clicks that are there");
    }

    @Test
    void a_click_that_is_there_twice_is_found() {
        listed("attribution", click(firstPage(), ID), click(firstPage(), ID));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("each try of a click");
    }

    @Test
    void a_click_in_another_session_than_acknowledged_is_found() {
        listed("attribution", click(firstPage(), "O-another"));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("another device or correlation id");
    }

    @Test
    void an_acknowledged_lead_that_is_gone_is_missed() {
        listed("leads");
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("0 leads of visitor");
    }

    @Test
    void a_lead_that_is_there_twice_is_found() {
        String lead = lead(firstPage(), "complete", visitor.email());
        listed("leads", lead, lead);
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("2 leads of visitor");
    }

    @Test
    void acknowledged_data_that_is_gone_is_missed() {
        listed("leads", lead(firstPage(), "correlated", ""));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("leads that are not as acknowledged");
    }

    @Test
    void an_event_that_was_never_heard_is_missed_unless_it_is_listed_as_failed() {
        listed("attribution", click(firstPage(), ID), click(anotherClick(), ID));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("events listed of each type");

        listedDeliveries("delivered", "delivered", "delivered", "delivered");
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("never heard");

        listedDeliveries("failed", "delivered", "delivered", "delivered");
        assertThatCode(this::closeTheBooks).doesNotThrowAnyException();
    }

    @Test
    void where_everything_is_to_be_delivered_that_passes() {
        assertThatCode(this::closeTheBooksOfAWillingListener).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "failed"})
    void where_everything_is_to_be_delivered_an_event_that_was_never_heard_is_missed(String status) {
        listed("attribution", click(firstPage(), ID), click(anotherClick(), ID));
        listedDeliveries(status, "delivered", "delivered", "delivered");
        // The patience ends before what pends.
        assertThatCode(this::closeTheBooks).doesNotThrowAnyException();
        assertThatThrownBy(this::closeTheBooksOfAWillingListener)
                .hasMessageContaining("delivered to a listener that takes everything")
                .hasMessageContaining(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "failed"})
    void where_everything_is_to_be_delivered_an_event_that_was_heard_must_be_listed_so(String status) {
        listedDeliveries("delivered", status, "delivered");
        assertThatCode(this::closeTheBooks).doesNotThrowAnyException();
        assertThatThrownBy(this::closeTheBooksOfAWillingListener)
                .hasMessageContaining("delivered to a listener that takes everything")
                .hasMessageContaining(status);
    }

    @Test
    void where_everything_is_to_be_delivered_what_is_only_listed_so_is_missed() {
        listed("attribution", click(firstPage(), ID), click(anotherClick(), ID));
        listedDeliveries("delivered", "delivered", "delivered", "delivered");
        assertThatThrownBy(this::closeTheBooksOfAWillingListener).hasMessageContaining("never heard");
    }

    @Test
    void a_delivery_with_other_bytes_is_found() {
        heard.take(event("evt_1", "widget.click", "\"click_url\":\"" + firstPage() + "\",\"more\":1"));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("evt_1 was delivered with other bytes");
    }

    @Test
    void two_events_that_tell_the_same_are_found() {
        heard.take(event("evt_4", "widget.click", "\"click_url\":\"" + firstPage() + "\""));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("events that tell the same fact");
    }

    @Test
    void an_event_of_something_that_did_not_happen_is_found() {
        heard.take(event("evt_4", "widget.click", "\"click_url\":\"https://example.com/never\""));
        assertThatThrownBy(this::closeTheBooks).hasMessageContaining("facts that an event told");
    }

    private void closeTheBooks() {
        ledger.assertNothingLost(new PartnerLists(calls, "key"));
    }

    private void closeTheBooksOfAWillingListener() {
        ledger.assertEverythingDelivered(new PartnerLists(calls, "key"));
    }

    private String firstPage() {
        return visitor.clicks().keySet().stream().sorted().findFirst().orElseThrow();
    }

    private String anotherClick() {
        String page = visitor.nextPage();
        assertThat(visitor.click(calls)).isTrue();
        return page;
    }

    private void listed(String list, String... rows) {
        answers.put(PREFIX + list, "{\"status\":200,\"message\":\"ok\",\"data\":[" + String.join(",", rows) + "]}");
    }

    /** Deliveries in these states, newest first. */
    private void listedDeliveries(String... states) {
        listed(
                "deliveries",
                IntStream.range(0, states.length)
                        .mapToObj(index -> delivery(states.length - index, states[index]))
                        .toArray(String[]::new));
    }

    private String click(String page, String correlationId) {
        return """
            {"click_url":"%s","device_id":"%s","correlation_id":"%s","correlated_at":"2026-01-02T11:17:02.644566Z"}\
            """.formatted(page, visitor.device(), correlationId);
    }

    private String lead(String page, String status, String email) {
        return """
            {"lead_status":"%s","click_url":"%s",
             "lead_json":{"contact_name":"%s","contact_number":"%s","contact_email":"%s"}}\
            """.formatted(status, page, visitor.name(), visitor.phone(), email);
    }

    private static String delivery(int number, String status) {
        List<String> types = List.of("widget.click", "lead.correlated", "lead.complete", "widget.click");
        return """
            {"event_id":"evt_%d","event_type":"%s","status":"%s","attempts":1}\
            """.formatted(number, types.get(number - 1), status);
    }

    private static Heard event(String id, String type, String data) {
        String body = """
            {"event_type":"%s","event_id":"%s","data":{"correlation_id":"%s",%s}}\
            """.formatted(type, id, ID, data);
        return new Heard(Map.of("webhook-id", List.of(id)), body.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String answer = answers.get(path);
        int found = path.equals("/widget/clicks") ? 201 : 200;
        byte[] body = (answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(answer == null ? 404 : found, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.adapters.http.TestClock;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.adapters.http.whatsapp.WhatsAppSettings;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.inmemory.InMemory;
import sg.com.aurix.application.usecase.ConfigureWebhook;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

/**
 * The demo on a real server, with everything behind it in memory. Events are sent over HTTP before the call that caused them is
 * answered.
 */
final class DemoServer implements AutoCloseable {
    static final String APP_SECRET = "demo-app-secret";
    static final String LISTENER = "/demo/listener";

    private final TestClock clock = new TestClock();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Aurix aurix = Aurix.over(InMemory.ports(new HttpSender(client), clock, new Random(17)))
            .build();
    private final TestPartner partner = TestPartner.in(aurix, clock, this::call);
    private final EmbeddedServer server;

    private DemoServer(UnaryOperator<ReceiveMessage> around) {
        server = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1))
                .singletons(
                        new HttpSettings(TrustedProxies.NONE, Optional.empty(), new AdminToken("operators-only")),
                        new WhatsAppSettings("demo-verify-token", APP_SECRET),
                        new DemoSettings(new ApiKey(partner.key()), partner.channel()),
                        new Random(19),
                        around.apply(aurix.receiveMessage()),
                        aurix.trackClick(),
                        aurix.repeatHandOff(),
                        aurix.configureWebhook(),
                        aurix.explainSignature(),
                        aurix.listLeads(),
                        aurix.listAttribution(),
                        aurix.authenticatePartner())
                .beanDefinitions(TestClock.insteadOfTheSystems(clock))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    static DemoServer start() {
        return new DemoServer(UnaryOperator.identity());
    }

    /** A server on which taking a message goes another way than it should. */
    static DemoServer start(UnaryOperator<ReceiveMessage> around) {
        return new DemoServer(around);
    }

    /** Where the demo partner's webhook is registered. */
    ConfigureWebhook configureWebhook() {
        return aurix.configureWebhook();
    }

    /** The demo partner. */
    TestPartner partner() {
        return partner;
    }

    TestClock clock() {
        return clock;
    }

    int port() {
        return server.getPort();
    }

    Call call(String method, String pathAndQuery) {
        return new Call(client, URI.create("http://127.0.0.1:" + port() + pathAndQuery), method);
    }

    Answer get(String pathAndQuery) {
        return call("GET", pathAndQuery).send();
    }

    /** Registers the built-in listener as the demo's page does, and tells the secret. */
    WebhookSecret listen() {
        String url = get("/demo/setup").json().path("listener_url").textValue();
        Answer answer = call("PUT", "/integrations/external/webhook-config")
                .bearer(partner.key())
                .json("{\"url\":\"" + url + "\"}")
                .send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new WebhookSecret(answer.json().path("secret").textValue());
    }

    /** Sends a body to the built-in listener, signed as we sign events, after a change of the headers. */
    Answer tell(WebhookSecret secret, String body, UnaryOperator<Map<String, String>> change) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        EventId id = EventId.floor(clock.instant());
        Call call = call("POST", LISTENER).json(body);
        change.apply(Signature.of(List.of(secret), id, clock.instant(), bytes).headers())
                .forEach(call::header);
        return call.send();
    }

    Answer tell(WebhookSecret secret, String body) {
        return tell(secret, body, UnaryOperator.identity());
    }

    /** What the built-in listener shows. */
    JsonNode heard() {
        return heard("");
    }

    JsonNode heard(String query) {
        Answer answer = get(LISTENER + "/events" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    @Override
    public void close() {
        client.close();
        server.getApplicationContext().close();
    }
}

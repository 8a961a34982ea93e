package sg.com.aurix.adapters.http.whatsapp;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sg.com.aurix.adapters.http.RawHttp;
import sg.com.aurix.adapters.http.TestClock;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.inmemory.InMemory;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelSettings;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.DeviceId;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** The webhook on a real server, with everything behind it in memory and the channel of the fixtures set up. */
final class WhatsAppServer implements AutoCloseable {
    static final String VERIFY_TOKEN = "test-verify-token";
    static final String APP_SECRET = "test-app-secret";
    static final Instant NOW = Instant.parse("2026-11-21T19:30:00Z");

    private static final ChannelId CHANNEL = new ChannelId("791163770738681");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Sent sent = new Sent();
    private final Ports ports = InMemory.ports(sent, clock, new Random(7));
    private final Aurix aurix = Aurix.over(ports).build();
    private final Partner partner = aurix.administerPartners().addPartner("Glow Salon");
    private final HttpClient client = HttpClient.newHttpClient();
    private final EmbeddedServer server;

    private WhatsAppServer(UnaryOperator<ReceiveMessage> around) {
        aurix.administerPartners()
                .addChannel(
                        partner.id(),
                        new ChannelSettings(
                                CHANNEL,
                                new PhoneNumber("96891234567"),
                                new WidgetTexts("Glow Salon", Optional.empty(), Optional.empty(), true),
                                LeadForm.STANDARD,
                                true));
        aurix.configureWebhook().register(partner.id(), "https://listener.example/aurix");
        server = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1))
                .singletons(around.apply(aurix.receiveMessage()), new WhatsAppSettings(VERIFY_TOKEN, APP_SECRET))
                .beanDefinitions(TestClock.insteadOfTheSystems(clock))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    static WhatsAppServer start() {
        return new WhatsAppServer(UnaryOperator.identity());
    }

    /** A server on which taking a message goes another way than it should. */
    static WhatsAppServer start(UnaryOperator<ReceiveMessage> around) {
        return new WhatsAppServer(around);
    }

    /** Lets a visit of that correlation id have begun. */
    void visit(String correlationId) {
        Session session = Session.begin(
                new CorrelationId(correlationId),
                partner.id(),
                CHANNEL,
                new DeviceId("device-of-" + correlationId),
                NOW);
        ports.unitOfWork().run(() -> ports.sessions().openOrResume(List.of(session), NOW));
    }

    List<Lead> leads() {
        return aurix.listLeads().list(partner.id(), PageRequest.first(500)).rows().stream()
                .map(LeadRow::lead)
                .toList();
    }

    /** What the partner's listener was told, in order. */
    List<String> events() {
        return List.copyOf(sent.bodies);
    }

    HttpResponse<String> get(String query) {
        return send(HttpRequest.newBuilder(uri(query)).build());
    }

    /** Posts a delivery with the signature that belongs to it. */
    HttpResponse<String> deliver(byte[] body) {
        return deliver(body, signature(body));
    }

    HttpResponse<String> deliver(byte[] body, String signature, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(""))
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    HttpResponse<String> deliverUnsigned(byte[] body) {
        return send(HttpRequest.newBuilder(uri(""))
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** The status of the answer to a POST of which no more than the headers arrives. */
    int statusOfHead(String headers) {
        return RawHttp.exchange(
                        server.getPort(),
                        "POST /channels/whatsapp/webhook HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                .status();
    }

    static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private URI uri(String query) {
        return server.getURI().resolve("/channels/whatsapp/webhook" + query);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.getApplicationContext().close();
    }

    /** A listener that takes everything and remembers it. */
    private static final class Sent implements WebhookSender {
        private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

        @Override
        public Check check(String url) {
            return new Check.Accepted(new WebhookUrl(url));
        }

        @Override
        public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
            bodies.add(event.body().text());
            return new Answer.Answered(200, "");
        }
    }
}

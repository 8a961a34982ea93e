package sg.com.aurix.bootstrap.bench.peer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.RawHttpClientRegistry;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import sg.com.aurix.adapters.webhook.HttpWebhookSender;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.bootstrap.settings.ServerSettings;
import sg.com.aurix.bootstrap.settings.ServerSettings.Secrets;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.EventType;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Our own outbound client by itself, Micronaut's with the server's settings: nothing is stored or signed. */
public final class Posting {
    private static final PartnerId PARTNER = new PartnerId(new UUID(1, 1));

    private static final String CLIENT = "micronaut.http.services.webhooks.";

    /** Of no use here, but it must look like one. */
    private static final String SECRET_KEY = "1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private final WebhookSender sender;
    private final WebhookUrl url;

    private Posting(WebhookSender sender, WebhookUrl url) {
        this.sender = sender;
        this.url = url;
    }

    /** A client that posts to that listener, on this machine. */
    public static Posting to(String url) {
        // As in FixedProperties; only its resolver of names is missing, and there is no name to resolve.
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.netty.event-loops.default.prefer-native-transport",
                        true,
                        CLIENT + "follow-redirects",
                        false,
                        CLIENT + "max-content-length",
                        131_072,
                        CLIENT + "connect-timeout",
                        "15s",
                        CLIENT + "read-timeout",
                        "15s",
                        CLIENT + "connection-pool-idle-timeout",
                        "1s",
                        CLIENT + "proxy-type",
                        "direct"))
                .enableDefaultPropertySources(false)
                .bootstrapEnvironment(false)
                .deduceEnvironment(false)
                .banner(false)
                // For the threads that the client's registry asks for.
                .singletons(ServerSettings.sandbox(Map.of(), new Secrets("none", "none", "none", SECRET_KEY)))
                .start();
        return new Posting(
                new HttpWebhookSender(
                        context.getBean(RawHttpClientRegistry.class)
                                .getRawClient(
                                        HttpVersionSelection.forLegacyVersion(HttpVersion.HTTP_1_1), "webhooks", null),
                        new WebhookUrlCheck(AddressPolicy.opening(List.of("127.0.0.0/8")), true)),
                new WebhookUrl(url));
    }

    /** Posts a body and waits for the answer's status. */
    public int post(String body) {
        OutboxEvent event = new OutboxEvent(
                EventId.floor(Instant.EPOCH), PARTNER, EventType.WIDGET_CLICK, Instant.EPOCH, EventBody.of(body));
        return switch (sender.send(url, Map.of(), event)) {
            case Answer.Answered answered -> answered.status();
            case Answer.NoAnswer none -> throw new IllegalStateException(none.reason());
        };
    }
}

package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.whatsapp.HubSignature;
import sg.com.aurix.adapters.http.whatsapp.WhatsAppSettings;

/** Calls our webhook as WhatsApp does: over HTTP, the exact bytes signed with the app secret (LD-1). */
@Singleton
@Requires(beans = DemoSettings.class)
final class WhatsAppStandIn {
    private static final String WEBHOOK = "/channels/whatsapp/webhook";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // It calls its own server, to which no proxy leads.
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final HubSignature signature;
    private final Supplier<URI> webhook;
    private final Duration deadline;

    @Inject
    WhatsAppStandIn(WhatsAppSettings settings, OwnAddress ownAddress) {
        this(settings, () -> ownAddress.of(WEBHOOK), DEADLINE);
    }

    WhatsAppStandIn(WhatsAppSettings settings, Supplier<URI> webhook, Duration deadline) {
        this.signature = new HubSignature(settings.appSecret());
        this.webhook = webhook;
        this.deadline = deadline;
    }

    /**
     * Posts a delivery.
     *
     * @throws ApiException a 503 where there is no answer
     */
    Posted deliver(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "facebookexternalua");
        headers.put(HubSignature.HEADER, signature.of(bytes));
        URI url = webhook.get();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(deadline).POST(BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        long begun = System.nanoTime();
        int status = send(request.build());
        return new Posted(url, headers, body, status, Duration.ofNanos(System.nanoTime() - begun));
    }

    private int send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException e) {
            throw unanswered("did not answer within " + deadline.toSeconds()
                    + " seconds, so the message may or may not have been taken: send it again with the same"
                    + " message_id");
        } catch (IOException e) {
            throw unanswered("cannot be reached: send the message again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("is about to stop: send the message again");
        }
    }

    private static ApiException unanswered(String what) {
        return ApiException.of(HttpStatus.SERVICE_UNAVAILABLE, "Our own WhatsApp webhook " + what + ".");
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /**
     * What was posted and what came of it.
     *
     * @param headers those that WhatsApp sends as well, in the order in which they were sent
     * @param body the exact text that was signed
     * @param status what our webhook answered
     */
    record Posted(URI url, Map<String, String> headers, String body, int status, Duration took) {
        /** Without what was written and its signature (RS-19). */
        @Override
        public String toString() {
            return "Posted[" + url + ", " + status + ", " + took + "]";
        }
    }
}

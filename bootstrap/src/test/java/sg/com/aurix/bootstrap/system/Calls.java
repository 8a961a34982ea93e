package sg.com.aurix.bootstrap.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls a server as its users do. */
public final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STORE_UNAVAILABLE = 503;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String server;

    public Calls(String server) {
        this.server = server;
    }

    /**
     * The answer of a server whose database has given it a connection in time: a 503 says that nothing was done and that the request may be
     * sent again, which a busy machine makes happen.
     */
    public static HttpResponse<String> patiently(Supplier<HttpResponse<String>> call) {
        HttpResponse<String> first = call.get();
        return first.statusCode() != STORE_UNAVAILABLE
                ? first
                : await().atMost(Duration.ofSeconds(30))
                        .until(call::get, answer -> answer.statusCode() != STORE_UNAVAILABLE);
    }

    public HttpResponse<String> get(String path, String bearer) {
        return send(request(path).header("Authorization", "Bearer " + bearer).GET());
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> send(String method, String path, String bearer, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> click(String token, String deviceId, String clickUrl) {
        String json = """
            {"token":"%s","device_id":"%s","click_url":"%s"}\
            """.formatted(token, deviceId, clickUrl);
        return send(request("/widget/clicks")
                .header("Content-Type", "application/json")
                .header("User-Agent", "Mozilla/5.0 (test)")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Delivers a body as WhatsApp does, signed with the sandbox's app secret. */
    public HttpResponse<String> whatsApp(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return whatsApp(bytes, "sha256=" + hmacHex(TestSandbox.APP_SECRET, bytes));
    }

    HttpResponse<String> whatsApp(byte[] body, String signature) {
        return send(request("/channels/whatsapp/webhook")
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : server + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    public static String hmacHex(String key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

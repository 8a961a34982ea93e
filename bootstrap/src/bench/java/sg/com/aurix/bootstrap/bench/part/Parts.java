package sg.com.aurix.bootstrap.bench.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import sg.com.aurix.adapters.http.json.JsonValue;
import sg.com.aurix.adapters.http.json.StrictJson;
import sg.com.aurix.bootstrap.bench.Body;
import sg.com.aurix.domain.webhook.EventId;
import sg.com.aurix.domain.webhook.Signature;
import sg.com.aurix.domain.webhook.WebhookSecret;

/** Each of ours is followed by its limit. */
@State(Scope.Benchmark)
public class Parts {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] body = Body.JSON.getBytes(StandardCharsets.UTF_8);
    private final byte[] click = """
        {"token":"aB3dE9zaB3dE9zaB3dE9z","device_id":"5f2b1c9e-7f7c-4c7e-9d2a-0123456789ab",\
        "click_url":"https://shop.example/landing/spring?utm_source=google&utm_medium=cpc&gclid=Cj0KCQjw5f2b1c9e7f7c4c7e9d2a"}\
        """.getBytes(StandardCharsets.UTF_8);
    private final ObjectMapper jackson = new ObjectMapper();
    private final WebhookSecret secret = WebhookSecret.mint(RandomGenerator.of("L64X128MixRandom"));
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final EventId event = EventId.floor(now);
    private final SecretKeySpec key = new SecretKeySpec(secret.decoded(), ALGORITHM);

    /** All headers that an event is signed with. */
    @Benchmark
    public Map<String, String> signature() {
        return Signature.of(List.of(secret), event, now, body).headers();
    }

    /** The two HMACs in it, and nothing of their text. */
    @Benchmark
    public byte[] bareHmacs() throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        byte[] first = mac.doFinal(body);
        byte[] second = mac.doFinal(body);
        first[0] ^= second[0];
        return first;
    }

    /** The body of a click, read as strictly as we do. */
    @Benchmark
    public JsonValue.Obj strictJson() {
        return StrictJson.object(click);
    }

    /** The same, read into a tree by Jackson as it comes. */
    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return jackson.readTree(click);
    }
}

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook listener in one file: prints each event and whether its x-hub-signature is right.
 *
 * <p>Run it with Java 17 or newer: {@code AURIX_WEBHOOK_SECRET='aurix_...' java WebhookListener.java [port, 9000 if not given]}
 */
public class WebhookListener {
    public static void main(String[] args) throws Exception {
        String secret = System.getenv("AURIX_WEBHOOK_SECRET");
        if (secret == null || secret.isBlank()) {
            System.err.println("Set AURIX_WEBHOOK_SECRET to the secret that PUT /integrations/external/webhook-config answered.");
            System.exit(1);
        }
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 9000;
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", exchange -> {
            // The signature is of the raw bytes: verify before parsing.
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("x-hub-signature");
            boolean genuine = signature != null
                    && MessageDigest.isEqual(
                            hmac(secret, body).getBytes(StandardCharsets.US_ASCII),
                            signature.getBytes(StandardCharsets.US_ASCII));
            System.out.println((genuine ? "genuine  " : "FORGED   ") + new String(body, StandardCharsets.UTF_8));
            // Answer at once and do the work afterwards: Aurix waits ten seconds at most.
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
            exchange.close();
        });
        server.start();
        System.out.println("Listening at http://127.0.0.1:" + port + "/");
    }

    /** Lower-case hex HMAC-SHA256, keyed with the whole secret as text. */
    private static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

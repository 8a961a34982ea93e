package sg.com.aurix.adapters.http.whatsapp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells WhatsApp's deliveries from anybody else's by {@code X-Hub-Signature-256}: {@code sha256=} and hexadecimal digits (LD-1). */
public final class HubSignature {
    /** The header that carries it. */
    public static final String HEADER = "X-Hub-Signature-256";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-fA-F]{64})");

    private final SecretKeySpec key;

    /** @param appSecret what WhatsApp signs its deliveries with */
    public HubSignature(String appSecret) {
        this.key = new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What the header says of exactly these bytes, in lower case as WhatsApp writes it. */
    public String of(byte[] body) {
        return PREFIX + HexFormat.of().formatHex(digest(body));
    }

    /** Whether the header could vouch for some body at all. */
    static boolean isWellFormed(@Nullable String header) {
        return header != null && FORM.matcher(header).matches();
    }

    /** Whether the header is the HMAC-SHA256 of exactly these bytes; how long the answer takes does not depend on the digest. */
    boolean vouchesFor(byte[] body, @Nullable String header) {
        if (header == null) {
            return false;
        }
        Matcher form = FORM.matcher(header);
        return form.matches()
                && MessageDigest.isEqual(digest(body), HexFormat.of().parseHex(form.group(1)));
    }

    private byte[] digest(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}

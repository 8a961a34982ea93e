package sg.com.aurix.adapters.http.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Shows the widget's script to every website: the same bytes for all, so that browsers and caches may keep them (TR-7). */
@Controller("/widget.js")
@Produces(MediaType.ALL) // a browser asks for any type
final class ScriptController {
    private static final String SCRIPT = "/widget/widget.js";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8"; // RFC 9239

    /** An hour, in which a website may still see an older widget; for a day after that one while a newer is fetched. */
    private static final String FRESHNESS = "public, max-age=3600, stale-while-revalidate=86400";

    private static final Pattern TAKES_GZIP = Pattern.compile("(?i)gzip\\s*(;\\s*q=(?!0(\\.0*)?$).*)?");

    private final Representation plain;
    private final Representation zipped;

    ScriptController() {
        byte[] script = read();
        String digest = digest(script);
        // Each form has a tag of its own: a strong one promises the same bytes (RFC 9110, section 8.8.3).
        plain = new Representation(script, "\"" + digest + "\"");
        zipped = new Representation(zip(script), "\"" + digest + "-gzip\"");
    }

    @Get
    HttpResponse<?> script(HttpRequest<?> request) {
        boolean zip = listed(request, HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(coding -> TAKES_GZIP.matcher(coding).matches());
        Representation chosen = zip ? zipped : plain;
        boolean known = listed(request, HttpHeaders.IF_NONE_MATCH).stream()
                .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(chosen.tag()));
        MutableHttpResponse<?> response = known ? HttpResponse.notModified() : chosen.answer(zip);
        return response.header(HttpHeaders.ETAG, chosen.tag())
                .header(HttpHeaders.CACHE_CONTROL, FRESHNESS)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                // For pages that take only what says it may be embedded (COEP).
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static List<String> listed(HttpRequest<?> request, String header) {
        return request.getHeaders().getAll(header).stream()
                .flatMap(line -> Pattern.compile(",").splitAsStream(line))
                .map(String::strip)
                .toList();
    }

    /** Caches on the way may mark a tag as weak; for this comparison that makes no difference (RFC 9110, section 13.1.2). */
    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static byte[] read() {
        try (@Nullable InputStream stream = ScriptController.class.getResourceAsStream(SCRIPT)) {
            if (stream == null) {
                throw new IllegalStateException("the widget's script is not in the jar");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the widget's script cannot be read", e);
        }
    }

    private static byte[] zip(byte[] script) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream stream = new BestGzip(zipped)) {
            stream.write(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static String digest(byte[] script) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script);
            return HexFormat.of().formatHex(sha256, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Zips once, so as well as it can. */
    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream to) throws IOException {
            super(to);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Representation(byte[] bytes, String tag) {
        MutableHttpResponse<byte[]> answer(boolean zip) {
            MutableHttpResponse<byte[]> ok = HttpResponse.ok(bytes).contentType(MediaType.of(JAVASCRIPT));
            return zip ? ok.header(HttpHeaders.CONTENT_ENCODING, "gzip") : ok;
        }
    }
}

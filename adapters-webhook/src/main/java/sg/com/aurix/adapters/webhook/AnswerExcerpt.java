package sg.com.aurix.adapters.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer's body as text, for people to read. */
final class AnswerExcerpt {
    /** Of the body, and of the text as well, so that nothing inflates to more. */
    static final int MOST_BYTES = 1024;

    private AnswerExcerpt() {}

    /**
     * The text of a body's first bytes: gzip and deflate are undone as far as the bytes go, another encoding, or one that is not
     * what it says, is left. Bytes that are not UTF-8 become U+FFFD, and NUL, which no text column takes, is left out.
     *
     * @param encoding what the header Content-Encoding says
     */
    static String of(byte[] beginning, @Nullable String encoding) {
        byte[] bytes =
                switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
                    case "gzip", "x-gzip" -> decoded(beginning, GZIPInputStream::new);
                    case "deflate" -> decoded(beginning, InflaterInputStream::new);
                    default -> beginning;
                };
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static byte[] decoded(byte[] beginning, Decoder decoder) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (InputStream in = decoder.decode(new ByteArrayInputStream(beginning))) {
            byte[] piece = new byte[MOST_BYTES];
            int length = in.read(piece);
            while (length >= 0 && decoded.size() < MOST_BYTES) {
                decoded.write(piece, 0, Math.min(length, MOST_BYTES - decoded.size()));
                length = in.read(piece);
            }
        } catch (IOException e) {
            // Cut off after its beginning, as was to be expected, or not encoded at all.
            return decoded.size() > 0 ? decoded.toByteArray() : beginning;
        }
        return decoded.toByteArray();
    }

    private interface Decoder {
        InputStream decode(InputStream in) throws IOException;
    }
}

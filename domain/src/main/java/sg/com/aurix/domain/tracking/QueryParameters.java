package sg.com.aurix.domain.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a query string in the order in which their names first appear: nothing filtered, renamed or cut (TR-4).
 *
 * @param values every value of each name, in order; never an empty list
 */
public record QueryParameters(Map<String, List<String>> values) {
    /** No parameters. */
    public static final QueryParameters NONE = new QueryParameters(Map.of());

    public QueryParameters {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, given) -> copy.put(name, List.copyOf(given)));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a query string (without its question mark) as browsers do: the WHATWG URL standard's
     * {@code application/x-www-form-urlencoded} parser. A malformed percent-escape stays as written; bytes that are not UTF-8
     * become U+FFFD.
     */
    public static QueryParameters parse(String query) {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parsed.merge(decode(name), List.of(decode(value)), QueryParameters::joined);
        }
        return new QueryParameters(parsed);
    }

    /** Most names come once, with a list that cannot grow and need not be copied. */
    private static List<String> joined(List<String> given, List<String> next) {
        List<String> all = given.size() == 1 ? new ArrayList<>(given) : given;
        all.addAll(next);
        return all;
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+') {
                decoded.write(' ');
            } else if (bytes[i] == '%' && isEscape(bytes, i)) {
                decoded.write(hexDigit(bytes[i + 1]) * 16 + hexDigit(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decodeUtf8(decoded.toByteArray());
    }

    /**
     * Decodes as browsers do, one U+FFFD for each byte of an encoded surrogate. Java writes one for all three of them, unless the
     * first, {@code ED}, is made a byte that UTF-8 never has.
     */
    private static String decodeUtf8(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0) {
                bytes[i] = (byte) 0xFF;
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int percent) {
        return percent + 2 < bytes.length && hexDigit(bytes[percent + 1]) >= 0 && hexDigit(bytes[percent + 2]) >= 0;
    }

    /** The value of an ASCII hexadecimal digit, or -1; a byte of a multi-byte character is negative and no digit. */
    private static int hexDigit(byte ascii) {
        return ascii < 0 ? -1 : Character.digit(ascii, 16);
    }

    /** The number alone: names and values are whatever stood in a link, personal data too (RS-19). */
    @Override
    public String toString() {
        return "QueryParameters[" + values.size() + "]";
    }
}

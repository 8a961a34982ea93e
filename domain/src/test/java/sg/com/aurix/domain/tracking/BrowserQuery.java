package sg.com.aurix.domain.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a browser reads a query, written down step by step from the standards (URL: "application/x-www-form-urlencoded parsing" and
 * "percent-decode"; Encoding: "UTF-8 decoder"), to compare {@link QueryParameters} with.
 */
final class BrowserQuery {
    private BrowserQuery() {}

    static Map<String, List<String>> parse(String query) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String sequence : query.split("&", -1)) {
            if (sequence.isEmpty()) {
                continue;
            }
            String[] pair = sequence.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            pairs.computeIfAbsent(decode(pair[0]), name -> new ArrayList<>()).add(decode(value));
        }
        return pairs;
    }

    private static String decode(String text) {
        return decodeUtf8(percentDecode(text.replace('+', ' ').getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] percentDecode(byte[] input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        for (int i = 0; i < input.length; i++) {
            String next = i + 2 < input.length ? "" + (char) input[i + 1] + (char) input[i + 2] : "";
            if (input[i] == '%' && next.matches("[0-9A-Fa-f]{2}")) {
                output.write(Integer.parseInt(next, 16));
                i += 2;
            } else {
                output.write(input[i]);
            }
        }
        return output.toByteArray();
    }

    private static String decodeUtf8(byte[] input) {
        StringBuilder output = new StringBuilder();
        int codePoint = 0;
        int needed = 0;
        int lower = 0x80;
        int upper = 0xBF;
        for (int i = 0; i < input.length; i++) {
            int b = Byte.toUnsignedInt(input[i]);
            if (needed == 0) {
                needed = b >= 0xC2 && b <= 0xDF ? 1 : b >= 0xE0 && b <= 0xEF ? 2 : b >= 0xF0 && b <= 0xF4 ? 3 : 0;
                lower = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
                upper = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
                codePoint = needed == 0 ? 0 : b & (0x3F >> needed);
                if (needed == 0) {
                    output.appendCodePoint(b < 0x80 ? b : 0xFFFD);
                }
            } else if (b < lower || b > upper) {
                output.append('\uFFFD');
                needed = 0;
                i--;
            } else {
                lower = 0x80;
                upper = 0xBF;
                codePoint = (codePoint << 6) | (b & 0x3F);
                needed--;
                if (needed == 0) {
                    output.appendCodePoint(codePoint);
                }
            }
        }
        return needed == 0 ? output.toString() : output.append('\uFFFD').toString();
    }
}

package sg.com.aurix.adapters.http.widget;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.util.List;
import sg.com.aurix.application.usecase.RepeatHandOff;

/** Draws links as QR codes (ISO/IEC 18004): black on white with a quiet zone, one path without styles or scripts. */
final class QrCodes {
    /** 97 modules a side; more of them are too fine for phones at the size at which the widget shows them. */
    private static final int LARGEST_VERSION = 20;

    private static final int QUIET_ZONE = 4;

    private QrCodes() {}

    /** The code of the hand-off, or where that is too long of the one without the channel's own message. */
    static String svg(RepeatHandOff.Outcome.Repeated repeated) {
        return svg(encoded(repeated));
    }

    private static QrCode encoded(RepeatHandOff.Outcome.Repeated repeated) {
        try {
            return encode(repeated.handOff().url());
        } catch (DataTooLongException e) {
            return encode(repeated.brief().url());
        }
    }

    /** With the most error correction that the size has room for. */
    private static QrCode encode(String url) {
        List<QrSegment> segments = QrSegment.makeSegments(url);
        return QrCode.encodeSegments(segments, QrCode.Ecc.LOW, QrCode.MIN_VERSION, LARGEST_VERSION, -1, true);
    }

    private static String svg(QrCode code) {
        int side = code.size + 2 * QUIET_ZONE;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
            """.formatted(side, path(code));
    }

    /** Each run of dark modules in a row is one rectangle. */
    private static String path(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int start = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > start) {
                    int length = x - start;
                    path.append('M').append(start + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
                    path.append('h')
                            .append(length)
                            .append("v1h-")
                            .append(length)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}

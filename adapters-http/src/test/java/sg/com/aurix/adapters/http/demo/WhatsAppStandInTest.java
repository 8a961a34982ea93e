package sg.com.aurix.adapters.http.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.whatsapp.WhatsAppSettings;

/** What the phone is told where our webhook gives no answer. */
final class WhatsAppStandInTest {
    private static final WhatsAppSettings SETTINGS = new WhatsAppSettings("verify", "secret");
    private static final Duration DEADLINE = Duration.ofMillis(300);

    @Test
    void nobody_listens() throws IOException {
        int port;
        try (ServerSocket closed = listen()) {
            port = closed.getLocalPort();
        }

        assertUnanswered(port, Duration.ofSeconds(30), "cannot be reached");
    }

    @Test
    void there_is_no_answer_in_time() throws IOException {
        try (ServerSocket silent = listen()) {
            long begun = System.nanoTime();

            assertUnanswered(silent.getLocalPort(), DEADLINE, "did not answer within");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(DEADLINE);
        }
    }

    private static void assertUnanswered(int port, Duration deadline, String words) {
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        WhatsAppStandIn whatsApp = new WhatsAppStandIn(SETTINGS, () -> url, deadline);
        try {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> whatsApp.deliver("{}"))
                    .satisfies(refused -> {
                        assertThat(refused.status().getCode()).isEqualTo(503);
                        assertThat(refused.message()).contains(words).endsWith(".");
                    });
        } finally {
            whatsApp.close();
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}

package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.RawHttpClientRegistry;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.netty.resolver.AddressResolverGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy;
import sg.com.aurix.adapters.webhook.guard.VettedAddressResolverGroup;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.webhook.WebhookUrl;

class HttpWebhookSenderTest {
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(2);

    private static ApplicationContext context;
    private static HttpWebhookSender sender;

    @BeforeAll
    static void start() {
        context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.http.services.webhooks.address-resolver-group-name", "vetted",
                        "micronaut.http.services.webhooks.follow-redirects", "false",
                        "micronaut.http.services.webhooks.max-content-length", "131072"))
                .build();
        AddressPolicy loopbackOpen = AddressPolicy.opening(List.of("127.0.0.0/8"));
        context.registerSingleton(
                AddressResolverGroup.class, new VettedAddressResolverGroup(loopbackOpen), Qualifiers.byName("vetted"));
        context.start();
        sender = sender(loopbackOpen);
    }

    private static HttpWebhookSender sender(AddressPolicy registering) {
        RawHttpClient client = context.getBean(RawHttpClientRegistry.class)
                .getRawClient(HttpVersionSelection.forLegacyVersion(HttpVersion.HTTP_1_1), "webhooks", null);
        return new HttpWebhookSender(client, new WebhookUrlCheck(registering, true), SHORT_DEADLINE);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    @Requirement({"WH-3", "WH-4", "WH-5"})
    void an_event_arrives_as_it_was_stored_with_all_signatures() throws IOException {
        try (RawListener listener = RawListener.answeringStatus(200)) {
            Answer answer = send(listener.url());

            assertThat(answer).isEqualTo(new Answer.Answered(200, "ok"));
            RawListener.Received request = listener.received().getFirst();
            assertThat(request.requestLine()).isEqualTo("POST /hook HTTP/1.1");
            assertThat(request.body()).isEqualTo(WebhookSamples.BODY.bytes());
            assertThat(request.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry(
                            "host",
                            listener.url()
                                    .substring(
                                            "http://".length(), listener.url().length() - 5))
                    .containsAllEntriesOf(WebhookSamples.headers());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299, 300, 301, 302, 303, 307, 308, 400, 401, 404, 410, 429, 500, 503, 599})
    @Requirement({"WH-6", "RS-12"})
    void every_status_is_an_answer_and_no_redirect_is_followed(int status) throws IOException {
        try (RawListener elsewhere = RawListener.answeringStatus(200);
                RawListener listener = RawListener.answering("HTTP/1.1 " + status + " X\r\nLocation: " + elsewhere.url()
                        + "\r\n" + (status == 204 ? "" : "Content-Length: 0\r\n") + "Connection: close\r\n\r\n")) {
            assertThat(send(listener.url())).isEqualTo(new Answer.Answered(status, ""));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    @Requirement("RS-14")
    void a_listener_may_ask_to_be_left_in_peace_for_a_while() throws IOException {
        try (RawListener listener = RawListener.answering(
                "HTTP/1.1 503 X\r\nRetry-After: 120\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            assertThat(send(listener.url()))
                    .isEqualTo(new Answer.Answered(503, "", Optional.of(Duration.ofMinutes(2))));
        }
    }

    @Test
    @Requirement("RS-11")
    void a_listener_that_drips_costs_the_deadline_and_no_more() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawListener listener = RawListener.behaving((request, out) -> drip(out, end))) {
            long begin = System.nanoTime();
            Answer answer = send(listener.url());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(answer).isEqualTo(new Answer.NoAnswer("there was no complete answer within 2 seconds"));
            assertThat(took).isBetween(SHORT_DEADLINE.minusMillis(50), SHORT_DEADLINE.plusSeconds(1));
        } finally {
            end.countDown();
        }
    }

    private static void drip(OutputStream out, CountDownLatch end) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try {
            while (!end.await(100, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Requirement("RS-12")
    void an_answer_without_end_is_read_no_further_than_needed() throws IOException {
        AtomicLong written = new AtomicLong();
        try (RawListener listener = RawListener.behaving((request, out) -> pour(out, written))) {
            Answer answer = send(listener.url());

            assertThat(answer).isEqualTo(new Answer.Answered(200, "y".repeat(1024)));
        }
        // What the socket buffers of both ends took is not what was read; endless it was not.
        assertThat(written.get()).isBetween(64L * 1024, 16L * 1024 * 1024);
    }

    private static void pour(OutputStream out, AtomicLong written) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = new byte[8192];
        Arrays.fill(chunk, (byte) 'y');
        while (true) {
            out.write(chunk);
            written.addAndGet(chunk.length);
        }
    }

    @Test
    @Requirement("RS-12")
    void a_compressed_bomb_is_an_answer_like_any_other() throws IOException {
        byte[] bomb = compressedZeros(64 * 1024 * 1024);
        try (RawListener listener = RawListener.behaving((request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bomb);
        })) {
            assertThat(send(listener.url())).isEqualTo(new Answer.Answered(200, ""));
        }
    }

    private static byte[] compressedZeros(int length) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(new byte[length]);
        }
        return compressed.toByteArray();
    }

    @Test
    @Requirement("WH-6")
    void nobody_listening_is_no_answer() throws IOException {
        String url;
        try (RawListener listener = RawListener.answeringStatus(200)) {
            url = listener.url();
        }
        assertThat(send(url)).isEqualTo(new Answer.NoAnswer("the connection was refused"));
    }

    @Test
    @Requirement("WH-6")
    void a_connection_that_breaks_is_no_answer() throws IOException {
        try (RawListener listener = RawListener.answering("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")) {
            assertThat(send(listener.url()))
                    .isEqualTo(new Answer.NoAnswer("the connection broke before the answer was complete"));
        }
    }

    @Test
    @Requirement("RS-15")
    void what_was_open_at_registration_is_refused_once_the_operator_has_closed_it() throws IOException {
        try (RawListener listener = RawListener.answeringStatus(200)) {
            Answer answer = sender(AddressPolicy.publicOnly())
                    .send(new WebhookUrl(listener.url()), WebhookSamples.headers(), WebhookSamples.event());

            assertThat(answer).isInstanceOf(Answer.NoAnswer.class);
            assertThat(((Answer.NoAnswer) answer).reason())
                    .contains("not allowed")
                    .doesNotContain("/hook");
            assertThat(listener.received()).isEmpty();
        }
    }

    private static Answer send(String url) {
        return sender.send(new WebhookUrl(url), WebhookSamples.headers(), WebhookSamples.event());
    }
}

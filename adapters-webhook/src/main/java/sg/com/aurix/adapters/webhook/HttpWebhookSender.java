package sg.com.aurix.adapters.webhook;

import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.netty.channel.ConnectTimeoutException;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sg.com.aurix.adapters.webhook.guard.AddressRefusedException;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.WebhookUrl;

/**
 * Sends events by Micronaut's HTTP client.
 *
 * <p>The client must be one whose names are resolved by {@link sg.com.aurix.adapters.webhook.guard.VettedAddressResolverGroup} and
 * that follows no redirect (RS-12, RS-15). One deadline covers look-up, connection, TLS, headers and body; of an answer at most
 * {@value #MOST_BYTES_READ} bytes are read, counted after decompression (RS-11, RS-12).
 */
public final class HttpWebhookSender implements WebhookSender {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWebhookSender.class);
    private static final ByteBodyFactory BODIES = ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE);
    private static final int MOST_BYTES_READ = 64 * 1024;
    private static final int EXCERPT_BYTES = 1024;

    private final RawHttpClient client;
    private final WebhookUrlCheck urlCheck;
    private final Duration deadline;

    /**
     * @param client the outbound client
     * @param urlCheck what may be registered
     */
    public HttpWebhookSender(RawHttpClient client, WebhookUrlCheck urlCheck) {
        this(client, urlCheck, DEADLINE);
    }

    HttpWebhookSender(RawHttpClient client, WebhookUrlCheck urlCheck, Duration deadline) {
        this.client = client;
        this.urlCheck = urlCheck;
        this.deadline = deadline;
    }

    @Override
    public Check check(String url) {
        return switch (urlCheck.check(url)) {
            case WebhookUrlCheck.Outcome.Accepted(var uri) -> new Check.Accepted(new WebhookUrl(uri.toString()));
            case WebhookUrlCheck.Outcome.Refused(var reason) -> new Check.Refused(reason);
        };
    }

    @Override
    public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
        // The operator may have closed what was open when the webhook was registered.
        if (urlCheck.check(url.value()) instanceof WebhookUrlCheck.Outcome.Refused(var reason)) {
            return new Answer.NoAnswer("the webhook's URL is not allowed: it " + reason);
        }
        byte[] body = event.body().bytes();
        MutableHttpRequest<?> request = HttpRequest.POST(url.uri(), "")
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("user-agent", "Aurix-Webhooks/1")
                .accept(MediaType.ALL_TYPE);
        headers.forEach(request::header);
        try {
            Answer answer = Mono.from(client.exchange(request, BODIES.adapt(body), null))
                    .flatMap(HttpWebhookSender::read)
                    .timeout(deadline)
                    .block();
            return answer != null
                    ? answer
                    : new Answer.NoAnswer("the listener closed the connection without an answer");
        } catch (RuntimeException e) {
            LOG.debug("no answer to event {}: {}", event.id(), e.getClass().getName());
            return new Answer.NoAnswer(plainReason(e));
        }
    }

    private static Mono<Answer> read(HttpResponse<?> response) {
        ByteBodyHttpResponse<?> answer = (ByteBodyHttpResponse<?>) response;
        return Flux.from(answer.byteBody().toByteArrayPublisher())
                .scanWith(Reading::new, Reading::add)
                .takeUntil(Reading::isEnough)
                .last()
                .<Answer>map(reading -> answered(response, reading.excerpt()))
                // So much came at once, out of a compressed answer above all, that the client would not hold it.
                .onErrorResume(BufferLengthExceededException.class, tooMuch -> Mono.just(answered(response, "")))
                .doFinally(signal -> answer.close());
    }

    private static Answer.Answered answered(HttpResponse<?> response, String excerpt) {
        Optional<Duration> wish = RetryAfter.of(response.header(HttpHeaders.RETRY_AFTER), Instant.now());
        return new Answer.Answered(response.code(), excerpt, wish);
    }

    /** What went wrong in words of ours: a library's message may quote the URL, which may hold secrets (RS-19). */
    private String plainReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressRefusedException refused) {
                return String.valueOf(refused.getMessage());
            }
            if (cause instanceof UnknownHostException) {
                return "the host name is not known";
            }
            // Both kinds of time-out say the same, and the client's own is a ConnectException as well.
            if (cause instanceof TimeoutException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ReadTimeoutException) {
                return "there was no complete answer within " + deadline.toSeconds() + " seconds";
            }
            if (cause instanceof ConnectException) {
                return "the connection was refused";
            }
            if (cause instanceof SSLException) {
                return "the TLS connection could not be made";
            }
        }
        return "the connection broke before the answer was complete";
    }

    /** Counts what is read and keeps its beginning. */
    private static final class Reading {
        private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        private long bytes;

        Reading add(byte[] chunk) {
            bytes += chunk.length;
            beginning.write(chunk, 0, Math.min(chunk.length, EXCERPT_BYTES - beginning.size()));
            return this;
        }

        boolean isEnough() {
            return bytes >= MOST_BYTES_READ;
        }

        /** The beginning as text; bytes that are not UTF-8 become U+FFFD, and NUL, which no text column takes, is left out. */
        String excerpt() {
            return beginning.toString(StandardCharsets.UTF_8).replace("\0", "");
        }
    }
}

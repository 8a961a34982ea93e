package sg.com.aurix.adapters.webhook;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import sg.com.aurix.adapters.webhook.guard.AddressRefusedException;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.WebhookUrl;

/**
 * Sends events by Micronaut's HTTP client.
 *
 * <p>The client must be one whose names are resolved by {@link sg.com.aurix.adapters.webhook.guard.VettedAddressResolverGroup} and
 * that follows no redirect (RS-12, RS-15). One deadline covers look-up, connection, TLS, headers and body (RS-11); what is read of
 * an answer says {@link AnswerReader} (RS-12).
 */
public final class HttpWebhookSender implements WebhookSender {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWebhookSender.class);
    private static final ByteBodyFactory BODIES = ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE);
    /** Reactor would log as an error what goes wrong with a request that was given up. */
    private static final Context NOBODY_WAITS = Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>)
            e -> LOG.debug("after giving up: {}", e.getClass().getName()));

    private static final int MOST_URLS_KNOWN = 1_000;

    private final RawHttpClient client;
    private final WebhookUrlCheck urlCheck;

    /** What may be dialled is settled when the server starts, so that attempts need not find it out one by one. */
    private final LoadingCache<String, WebhookUrlCheck.Outcome> known;

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
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_URLS_KNOWN)
                // Its housekeeping is next to nothing here, and less than waking a thread for it.
                .executor(Runnable::run)
                .build(urlCheck::check);
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
        return switch (known.get(url.value())) {
            case WebhookUrlCheck.Outcome.Accepted(var uri) -> post(uri, headers, event);
            case WebhookUrlCheck.Outcome.Refused(var reason) ->
                new Answer.NoAnswer("the webhook's URL is not allowed: it " + reason);
        };
    }

    private Answer post(URI uri, Map<String, String> headers, OutboxEvent event) {
        MutableHttpRequest<Object> request = HttpRequest.<Object>POST(uri, "")
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("user-agent", "Aurix-Webhooks/1")
                .accept(MediaType.ALL_TYPE);
        headers.forEach(request::header);
        return exchange(new OutboundExchange(request), event.body().bytes());
    }

    private Answer exchange(OutboundExchange exchange, byte[] body) {
        long begin = System.nanoTime();
        Disposable sending = Mono.defer(() -> Mono.from(client.exchange(exchange, BODIES.adapt(body), null)))
                .subscribe(HttpWebhookSender::letGo, exchange.answer()::completeExceptionally, () -> {}, NOBODY_WAITS);
        try {
            return exchange.answer().get(deadline.toNanos() - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no answer: {}", e.getClass().getName());
            return new Answer.NoAnswer(plainReason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NoAnswer("the server stopped before there was an answer");
        } finally {
            if (!isAnswered(exchange)) {
                exchange.hangUp();
                sending.dispose();
            }
        }
    }

    private static boolean isAnswered(OutboundExchange exchange) {
        return exchange.answer().isDone() && !exchange.answer().isCompletedExceptionally();
    }

    /** The answer is read elsewhere; the client may have its connection back. */
    private static void letGo(HttpResponse<?> response) {
        ((ByteBodyHttpResponse<?>) response).close();
    }

    /** What went wrong in words of ours: a library's message may quote the URL, which may hold secrets (RS-19). */
    private String plainReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AddressRefusedException refused) {
                // Without the host, which may be a secret in itself.
                return "the listener's address is not publicly reachable (" + refused.range() + ")";
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
}

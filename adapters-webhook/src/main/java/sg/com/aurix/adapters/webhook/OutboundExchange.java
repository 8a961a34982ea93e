package sg.com.aurix.adapters.webhook;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpParameters;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.netty.channel.Channel;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.WebhookSender.Answer;

/**
 * One request on its way and the answer to it, with the connection in between at hand.
 *
 * <p>Micronaut's client lets go of an answer that nobody waits for by reading it to its end, so that the connection can be used
 * again: of an answer without end it would read for ever. So what a listener sends is read here, by an {@link AnswerReader} put
 * into the connection when the client says which one it took, and whoever gives up hangs up (RS-11, RS-12).
 */
final class OutboundExchange extends HttpRequestWrapper<Object> implements MutableHttpRequest<Object> {
    private final MutableHttpRequest<Object> request;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable Channel connection;
    private boolean hungUp;

    OutboundExchange(MutableHttpRequest<Object> request) {
        super(request);
        this.request = request;
    }

    /** Completed by whoever knows first: the reader of the answer, or the client when there is no connection. */
    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** The client keeps the connection it chose as an attribute of the request, just before it writes the request. */
    @Override
    public HttpRequest<Object> setAttribute(CharSequence name, @Nullable Object value) {
        if (value instanceof Channel channel) {
            goOutOn(channel);
        }
        return super.setAttribute(name, value);
    }

    private synchronized void goOutOn(Channel channel) {
        if (hungUp) {
            AnswerReader.hangUp(channel);
        } else {
            connection = channel;
            AnswerReader.install(channel, answer);
        }
    }

    /** Ends the connection, also one that is still to come; not one that already carries somebody else's request. */
    synchronized void hangUp() {
        hungUp = true;
        if (connection != null && AnswerReader.isReading(connection, answer)) {
            AnswerReader.hangUp(connection);
        }
    }

    @Override
    public MutableHttpRequest<Object> cookie(Cookie cookie) {
        request.cookie(cookie);
        return this;
    }

    @Override
    public MutableHttpRequest<Object> uri(URI uri) {
        request.uri(uri);
        return this;
    }

    /** Would have to be a request of another type, and not this exchange. Nobody asks: the body goes to the client beside the request. */
    @Override
    public <T> MutableHttpRequest<T> body(T body) {
        throw new UnsupportedOperationException("the body goes to the client beside the request");
    }

    @Override
    public MutableHttpHeaders getHeaders() {
        return request.getHeaders();
    }

    @Override
    public MutableHttpParameters getParameters() {
        return request.getParameters();
    }

    @Override
    public void setConversionService(ConversionService conversionService) {
        request.setConversionService(conversionService);
    }
}

package sg.com.aurix.adapters.http.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import sg.com.aurix.adapters.http.error.ApiException;

/**
 * Reads the bytes of a body, and no more of them than the surface accepts (RS-21).
 *
 * <p>The bytes are taken off the connection as they are read, so that memory stays at the limit whatever a caller sends: a body
 * that says it is too large is refused before any of it, one that does not say is refused at the first byte too many. One deadline
 * covers the whole of a body, so that a caller who drips it holds what was read no longer than one who stops.
 */
public final class RequestBody {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private RequestBody() {}

    /**
     * The bytes of the body, which can be read once; blocks until they are there, for 30 seconds at most.
     *
     * @throws ApiException a 413 where there are more than the limit, a 415 where they are compressed, a 408 where they are not all
     *     there in time
     */
    public static byte[] read(HttpRequest<?> request, BodyLimit limit) {
        return read(request, limit, DEADLINE);
    }

    static byte[] read(HttpRequest<?> request, BodyLimit limit, Duration deadline) {
        try {
            return arriving(request, limit, deadline).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException answer ? answer : e;
        }
    }

    /**
     * The bytes of the body, which can be read once, when they are there: for the thread that they arrive on, which must not be kept
     * waiting. Nearly always they are there already.
     *
     * @return completed with what {@link #read(HttpRequest, BodyLimit)} throws where they cannot be read
     * @throws ApiException a 413 or a 415 where that is known before they are read
     */
    public static CompletableFuture<byte[]> arriving(HttpRequest<?> request, BodyLimit limit) {
        return arriving(request, limit, DEADLINE);
    }

    private static CompletableFuture<byte[]> arriving(HttpRequest<?> request, BodyLimit limit, Duration deadline) {
        refuseCompression(request);
        if (statedLength(request) > limit.bytes()) {
            throw tooLarge(limit);
        }
        if (!(request instanceof ServerHttpRequest<?> served)) {
            throw new IllegalStateException("every request of this server has bytes");
        }
        CloseableByteBody body = served.byteBody().move();
        if (body instanceof CloseableAvailableByteBody whole) {
            try (whole) {
                if (whole.length() > limit.bytes()) {
                    throw tooLarge(limit);
                }
                return CompletableFuture.completedFuture(whole.toByteArray());
            }
        }
        return Flux.from(body.toByteArrayPublisher())
                .reduceWith(ByteArrayOutputStream::new, (taken, piece) -> {
                    if (piece.length > limit.bytes() - taken.size()) {
                        throw tooLarge(limit);
                    }
                    taken.writeBytes(piece);
                    return taken;
                })
                .timeout(deadline)
                .map(ByteArrayOutputStream::toByteArray)
                .onErrorMap(thrown -> asAnswer(thrown, limit))
                .toFuture();
    }

    /** What to answer where the body could not be read; the exception itself where that is nobody's expectation. */
    private static Throwable asAnswer(Throwable thrown, BodyLimit limit) {
        if (isTooLarge(thrown)) {
            return tooLarge(limit);
        }
        return switch (Exceptions.unwrap(thrown)) {
            case TimeoutException late ->
                // What is left of the body may take for ever: the connection is of no more use (RFC 9110, 15.5.9).
                ApiException.of(HttpStatus.REQUEST_TIMEOUT, "The request body took too long to arrive: send it again.")
                        .withHeader(HttpHeaders.CONNECTION, "close");
            case IOException ended ->
                ApiException.of(HttpStatus.BAD_REQUEST, "The request body ended early: send it again.");
            default -> thrown;
        };
    }

    /** The server does not unpack bodies, so that a small request cannot become a large one. */
    private static void refuseCompression(HttpRequest<?> request) {
        for (String encoding : request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING)) {
            if (!encoding.strip().equalsIgnoreCase("identity")) {
                throw ApiException.of(
                                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                                "Send the body uncompressed, without Content-Encoding.")
                        .withHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            }
        }
    }

    private static long statedLength(HttpRequest<?> request) {
        // Netty has refused everything but digits; what is too long for a long is too long for us.
        @Nullable String length = request.getHeaders().get(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean isTooLarge(Throwable thrown) {
        for (@Nullable Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof ContentLengthExceededException || at instanceof BufferLengthExceededException) {
                return true;
            }
        }
        return false;
    }

    private static ApiException tooLarge(BodyLimit limit) {
        return ApiException.of(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                "The request body is too large: send at most " + limit.text() + ".");
    }
}

package sg.com.aurix.adapters.webhook;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.WebhookSender.Answer;

/**
 * Reads the answer to one request off its connection and keeps a listener from sending more than that.
 *
 * <p>It stands behind the HTTP codec and passes on what it sees, so that the client can use the connection again, but for three
 * things that the client would stumble over: interim answers (1xx) before the final one, which are dropped; the encoding of the
 * body, which is not undone, so that a little that inflates to a lot stays a little; and bytes that nobody asked for, which end the
 * connection. It counts every byte off the wire, so of an answer at most {@value #MOST_BYTES_READ} bytes are read and the chunk
 * in which they end (RS-12).
 */
final class AnswerReader extends ChannelInboundHandlerAdapter {
    static final int MOST_BYTES_READ = 64 * 1024;

    private final CompletableFuture<Answer> answer;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private @Nullable HttpResponseStatus status;
    private @Nullable String encoding;
    private @Nullable String retryAfter;
    private boolean inInterimAnswer;
    private boolean ended;

    private AnswerReader(CompletableFuture<Answer> answer) {
        this.answer = answer;
    }

    /** Makes the next answer on a connection that one, in place of the one before. */
    static void install(Channel channel, CompletableFuture<Answer> answer) {
        ChannelPipeline pipeline = channel.pipeline();
        removeIfThere(pipeline, Meter.class);
        removeIfThere(pipeline, AnswerReader.class);
        String codec = pipeline.context(HttpClientCodec.class).name();
        AnswerReader reader = new AnswerReader(answer);
        pipeline.addBefore(codec, null, reader.new Meter());
        pipeline.addAfter(codec, null, reader);
    }

    /** Whether what comes next on a connection is that very answer. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isReading(Channel channel, CompletableFuture<Answer> answer) {
        @Nullable AnswerReader reader = channel.pipeline().get(AnswerReader.class);
        return reader == null || reader.answer == answer;
    }

    private static <T extends ChannelHandler> void removeIfThere(ChannelPipeline pipeline, Class<T> handler) {
        if (pipeline.get(handler) != null) {
            pipeline.remove(handler);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing more can be done to a connection that does not close.
    static void hangUp(ChannelOutboundInvoker connection) {
        connection.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ended) {
            ReferenceCountUtil.release(message);
            hangUp(context);
        } else if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            failedAt(part.decoderResult().cause());
            context.fireChannelRead(message);
            hangUp(context);
        } else if (isOfInterimAnswer(message)) {
            ReferenceCountUtil.release(message);
        } else {
            readFinal(context, message);
        }
    }

    private void failedAt(Throwable cause) {
        ended = true;
        if (cause instanceof PrematureChannelClosureException) {
            answer.completeExceptionally(cause);
        } else {
            answer.complete(new Answer.NoAnswer("the answer was not valid HTTP"));
        }
    }

    private boolean isOfInterimAnswer(Object message) {
        if (message instanceof HttpResponse response) {
            inInterimAnswer = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        }
        return inInterimAnswer;
    }

    private void readFinal(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            begin(response);
        }
        if (message instanceof HttpContent content) {
            keepBeginningOf(content.content());
        }
        boolean last = message instanceof LastHttpContent;
        ended = last;
        context.fireChannelRead(message);
        if (last) {
            // Only now: whoever waits may want to send again, and by now the client has the connection back.
            end(soFar());
        }
    }

    private void begin(HttpResponse response) {
        status = response.status();
        encoding = response.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        retryAfter = response.headers().get(HttpHeaderNames.RETRY_AFTER);
        // Said so even where nothing was said: the client would undo a transfer encoding as well.
        response.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY);
        if (leavesTheConnectionUnclear(response)) {
            HttpUtil.setKeepAlive(response, false);
        }
    }

    /** Whether it is no longer HTTP that follows, or a body where HTTP has none. */
    private static boolean leavesTheConnectionUnclear(HttpResponse response) {
        int code = response.status().code();
        boolean bodiless = code == 204 || code == 304;
        return code == 101
                || (bodiless
                        && (HttpUtil.isTransferEncodingChunked(response)
                                || HttpUtil.getContentLength(response, 0L) > 0));
    }

    private void keepBeginningOf(ByteBuf content) {
        int room = AnswerExcerpt.MOST_BYTES - beginning.size();
        byte[] kept = new byte[Math.min(room, content.readableBytes())];
        content.getBytes(content.readerIndex(), kept);
        beginning.writeBytes(kept);
    }

    private Answer soFar() {
        if (status == null) {
            return new Answer.NoAnswer("there was no answer within the first 64 KiB that the listener sent");
        }
        if (status.code() < 100 || status.code() > 599) {
            return new Answer.NoAnswer("the answer's status was not one of HTTP");
        }
        return new Answer.Answered(
                status.code(),
                AnswerExcerpt.of(beginning.toByteArray(), encoding),
                RetryAfter.of(retryAfter, Instant.now()));
    }

    private void end(Answer outcome) {
        ended = true;
        answer.complete(outcome);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.completeExceptionally(new IOException("closed"));
        context.fireChannelInactive();
    }

    @Override
    @SuppressWarnings("deprecation") // Of ChannelHandler, not of this one.
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (ended) {
            // A listener may well reset a connection that it no longer wants; nobody waits for anything on it.
            hangUp(context);
            return;
        }
        answer.completeExceptionally(cause);
        context.fireExceptionCaught(cause);
    }

    /** Counts what comes off the wire; it stands before the codec. */
    private final class Meter extends ChannelInboundHandlerAdapter {
        private long bytes;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (ended) {
                // Between two requests a listener has nothing to say.
                ReferenceCountUtil.release(message);
                hangUp(context);
                return;
            }
            bytes += message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
            context.fireChannelRead(message);
            if (bytes >= MOST_BYTES_READ && !ended) {
                end(soFar());
                hangUp(context);
            }
        }
    }
}

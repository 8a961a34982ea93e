package sg.com.aurix.adapters.webhook;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.RawHttpClientRegistry;
import io.micronaut.http.client.netty.NettyClientCustomizer;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.resolver.AddressResolverGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy;
import sg.com.aurix.adapters.webhook.guard.HostLookup;
import sg.com.aurix.adapters.webhook.guard.VettedAddressResolverGroup;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** The sender on the outbound client as the server configures it, with a view of the wire; loopback is open to it. */
final class ObservedClient implements AutoCloseable {
    /** In place of ten seconds, where a test has to wait for it. */
    static final Duration SHORT_DEADLINE = Duration.ofSeconds(1);

    static final Answer TOO_LATE = new Answer.NoAnswer("there was no complete answer within 1 seconds");

    private final AtomicLong bytesTaken = new AtomicLong();
    private final AtomicInteger dialled = new AtomicInteger();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final ApplicationContext context;
    private final RawHttpClient client;
    private final HttpWebhookSender sender;
    private final HttpWebhookSender impatient;

    /** A client that keeps idle connections for longer than any test takes: it is the sender who ends those that end. */
    ObservedClient() {
        this(HostLookup.system(), "1m");
    }

    ObservedClient(HostLookup lookup, String idleTimeout) {
        AddressPolicy loopbackOpen = AddressPolicy.opening(List.of("127.0.0.0/8"));
        context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.http.services.webhooks.address-resolver-group-name", "vetted",
                        "micronaut.http.services.webhooks.follow-redirects", "false",
                        "micronaut.http.services.webhooks.max-content-length", "131072",
                        "micronaut.http.services.webhooks.connect-timeout", "15s",
                        "micronaut.http.services.webhooks.read-timeout", "15s",
                        "micronaut.http.services.webhooks.connection-pool-idle-timeout", idleTimeout))
                .build();
        context.registerSingleton(
                AddressResolverGroup.class,
                new VettedAddressResolverGroup(loopbackOpen, lookup),
                Qualifiers.byName("vetted"));
        context.start();
        context.getBean(NettyClientCustomizer.Registry.class).register(new Observer());
        client = context.getBean(RawHttpClientRegistry.class)
                .getRawClient(HttpVersionSelection.forLegacyVersion(HttpVersion.HTTP_1_1), "webhooks", null);
        WebhookUrlCheck urlCheck = new WebhookUrlCheck(loopbackOpen, true);
        sender = new HttpWebhookSender(client, urlCheck);
        impatient = new HttpWebhookSender(client, urlCheck, SHORT_DEADLINE);
        warmUp();
    }

    /** What the first request of all costs is the class loader's affair, not the deadline's. */
    private void warmUp() {
        try (RawListener listener = RawListener.answeringStatus(200)) {
            send(listener.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an event, and waits for {@link WebhookSender#DEADLINE} at the longest. */
    Answer send(String url) {
        return send(sender, url);
    }

    /** Sends an event, and waits for {@link #SHORT_DEADLINE} at the longest. */
    Answer sendImpatiently(String url) {
        return send(impatient, url);
    }

    /** As {@link #send(String)}, where the operator opened no address. */
    Answer sendInProduction(String url) {
        return send(new HttpWebhookSender(client, new WebhookUrlCheck(AddressPolicy.publicOnly(), true)), url);
    }

    private static Answer send(HttpWebhookSender sender, String url) {
        return sender.send(new WebhookUrl(url), WebhookSamples.headers(), WebhookSamples.event());
    }

    /** How many bytes it has read off all its connections. */
    long bytesTaken() {
        return bytesTaken.get();
    }

    /** How many connections it has tried to make. */
    int dialled() {
        return dialled.get();
    }

    /** How many connections to a listener it holds. */
    long openTo(RawListener listener) {
        return open.stream()
                .filter(channel -> channel.remoteAddress() instanceof InetSocketAddress remote
                        && remote.getPort() == listener.port())
                .count();
    }

    @Override
    public void close() {
        context.close();
    }

    private final class Observer implements NettyClientCustomizer {
        @Override
        public NettyClientCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            dialled.incrementAndGet();
            open.add(channel);
            channel.closeFuture().addListener(closed -> open.remove(channel));
            return new NettyClientCustomizer() {
                @Override
                public void onInitialPipelineBuilt() {
                    channel.pipeline().addFirst(new Counter());
                }
            };
        }
    }

    private final class Counter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            bytesTaken.addAndGet(message instanceof ByteBuf buffer ? buffer.readableBytes() : 0);
            context.fireChannelRead(message);
        }
    }
}

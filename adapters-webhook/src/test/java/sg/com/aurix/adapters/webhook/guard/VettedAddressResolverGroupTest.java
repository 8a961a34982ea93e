package sg.com.aurix.adapters.webhook.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;

class VettedAddressResolverGroupTest {

    private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
    private static final InetAddress OTHER_PUBLIC = InetAddress.ofLiteral("2606:4700:4700::1111");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress OTHER_LOOPBACK = InetAddress.ofLiteral("127.0.0.2");

    private static final AddressPolicy PUBLIC_ONLY = AddressPolicy.publicOnly();
    private static final AddressPolicy ONE_LOOPBACK = AddressPolicy.opening(List.of("127.0.0.1/32"));

    private static final EventLoopGroup EVENT_LOOP = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private static final HostLookup NEVER_ASKED = host -> {
        throw new AssertionError("looked up " + host);
    };

    private final Queue<Channel> dialled = new ConcurrentLinkedQueue<>();

    private @Nullable ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        // On every address, so that a dial to the wrong one would arrive too.
        listener = ServerSocketChannel.open().bind(new InetSocketAddress("0.0.0.0", 0));
        listener.configureBlocking(false);
    }

    @AfterEach
    void hang_up() throws IOException {
        dialled.forEach(channel -> channel.close().awaitUninterruptibly());
        listener().close();
    }

    @AfterAll
    static void stop() {
        EVENT_LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "127.0.0.1.",
                "[::ffff:127.0.0.1]",
                "internal.example"
            })
    @Requirement("RS-15")
    void a_refused_host_is_never_connected_to(String host) throws IOException {
        var refusing = new VettedAddressResolverGroup(PUBLIC_ONLY, new Answers(List.of(List.of(LOOPBACK))));

        assertThat(failure(dial(refusing, host))).isInstanceOf(AddressRefusedException.class);

        assertNothingButTheNextDialArrives();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "2130706433", "0x7f.1", "internal.example"})
    @Requirement("RS-15")
    void the_same_host_is_connected_to_when_the_operator_has_opened_its_network(String host) throws IOException {
        var opened = new VettedAddressResolverGroup(ONE_LOOPBACK, new Answers(List.of(List.of(LOOPBACK))));

        assertConnectsTo(LOOPBACK, dial(opened, host));
        accept().close();
    }

    @Test
    void an_address_that_came_resolved_is_vetted_too() throws IOException {
        var named = InetAddress.getByAddress("resolved.example", LOOPBACK.getAddress());
        var resolved = new InetSocketAddress(named, port());
        var refusing = new VettedAddressResolverGroup(PUBLIC_ONLY, NEVER_ASKED);

        assertThat(failure(dial(refusing, resolved))).isInstanceOf(AddressRefusedException.class);

        assertNothingButTheNextDialArrives();
    }

    @Test
    void the_systems_own_look_up_is_vetted() {
        assertThat(failure(dial(new VettedAddressResolverGroup(PUBLIC_ONLY), "localhost")))
                .isInstanceOf(AddressRefusedException.class);

        var opened = AddressPolicy.opening(List.of("127.0.0.0/8", "::1"));
        var answers = resolveAll(new VettedAddressResolverGroup(opened), "localhost");
        assertThat(answers.awaitUninterruptibly().getNow())
                .isNotEmpty()
                .allMatch(answer -> answer.getAddress().isLoopbackAddress());
    }

    @Test
    @Requirement("RS-15")
    void each_dial_looks_up_once_and_connects_to_the_address_that_was_vetted() throws IOException {
        var rebinding = new Answers(List.of(List.of(LOOPBACK), List.of(OTHER_LOOPBACK), List.of(LOOPBACK)));
        var group = new VettedAddressResolverGroup(ONE_LOOPBACK, rebinding);

        assertConnectsTo(LOOPBACK, dial(group, "rebinding.example"));
        assertThat(rebinding.asked()).isEqualTo(1);
        accept().close();

        assertThat(failure(dial(group, "rebinding.example"))).isInstanceOf(AddressRefusedException.class);
        assertThat(rebinding.asked()).isEqualTo(2);
        assertNothingButTheNextDialArrives();

        assertConnectsTo(LOOPBACK, dial(group, "rebinding.example"));
        assertThat(rebinding.asked()).isEqualTo(3);
    }

    @Test
    @Requirement("RS-15")
    void a_name_with_one_refused_answer_is_refused_whatever_the_order() throws UnknownHostException {
        var mapped = Inet6Address.getByAddress(null, StatedRanges.bytes(new BigInteger("ffff08080808", 16), 16), -1);
        for (var inside : List.of(LOOPBACK, InetAddress.ofLiteral("fd00::1"), mapped)) {
            for (var mixed : List.of(
                    List.of(inside, PUBLIC, OTHER_PUBLIC),
                    List.of(PUBLIC, inside, OTHER_PUBLIC),
                    List.of(PUBLIC, OTHER_PUBLIC, inside))) {
                var answers = new Answers(List.of(mixed, mixed));
                var group = new VettedAddressResolverGroup(PUBLIC_ONLY, answers);
                assertThat(failure(resolve(group, "mixed.example"))).isInstanceOf(AddressRefusedException.class);
                assertThat(failure(resolveAll(group, "mixed.example"))).isInstanceOf(AddressRefusedException.class);
                assertThat(answers.asked()).isEqualTo(2);
            }
        }
    }

    @Test
    void a_name_with_public_answers_only_is_answered_in_their_order() {
        var answers = List.of(PUBLIC, OTHER_PUBLIC);
        var group = new VettedAddressResolverGroup(PUBLIC_ONLY, new Answers(List.of(answers, answers)));
        var all = answers.stream()
                .map(address -> new InetSocketAddress(address, port()))
                .toList();

        assertThat(resolve(group, "Public.Example.").awaitUninterruptibly().getNow())
                .isEqualTo(all.getFirst());
        assertThat(resolveAll(group, "public.example").awaitUninterruptibly().getNow())
                .isEqualTo(all);
    }

    @Test
    @Requirement("RS-19")
    void a_refusal_tells_host_and_range_but_not_the_address() {
        var group = new VettedAddressResolverGroup(
                PUBLIC_ONLY, new Answers(List.of(List.of(InetAddress.ofLiteral("10.20.30.40")))));

        assertThat(failure(resolve(group, "internal.example")))
                .isInstanceOfSatisfying(AddressRefusedException.class, refused -> {
                    assertThat(refused.host()).isEqualTo("internal.example");
                    assertThat(refused.range()).isEqualTo("private 10.0.0.0/8");
                    assertThat(refused).hasMessageContainingAll("internal.example", "private 10.0.0.0/8");
                    assertThat(refused.getMessage()).doesNotContain("10.20.30.40");
                });
    }

    @Test
    void a_failed_look_up_fails_the_dial_with_its_own_error() {
        var broken = new IllegalStateException("resolver broken");
        HostLookup breaking = host -> {
            throw broken;
        };
        assertThat(failure(resolve(new VettedAddressResolverGroup(PUBLIC_ONLY, breaking), "a.example")))
                .isSameAs(broken);
        assertThat(failure(resolve(new VettedAddressResolverGroup(PUBLIC_ONLY, host -> List.of()), "a.example")))
                .isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "1.2.3.4.5", "0x", "a b", "127.0.0.1\u0000.example", "exa_mple", "[::g]", ""})
    void a_host_that_is_neither_name_nor_address_is_not_looked_up(String host) {
        assertThat(failure(resolve(new VettedAddressResolverGroup(PUBLIC_ONLY, NEVER_ASKED), host)))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    @Requirement("RS-11")
    void the_event_loop_works_on_while_a_look_up_waits() {
        var answer = new CompletableFuture<List<InetAddress>>();
        var asking = new AtomicReference<@Nullable Thread>();
        var group = new VettedAddressResolverGroup(ONE_LOOPBACK, host -> {
            asking.set(Thread.currentThread());
            return answer.join();
        });

        var dial = dial(group, "slow.example");
        await().until(() -> asking.get() != null);
        assertThat(EVENT_LOOP.submit(() -> "worked on").awaitUninterruptibly().getNow())
                .isEqualTo("worked on");
        assertThat(dial.isDone()).isFalse();
        assertThat(Objects.requireNonNull(asking.get()).isVirtual()).isTrue();

        answer.complete(List.of(LOOPBACK));
        assertConnectsTo(LOOPBACK, dial);
    }

    @Test
    void an_answer_that_comes_after_the_dial_was_given_up_is_dropped() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answer = new CompletableFuture<List<InetAddress>>();
        var answered = new CountDownLatch(1);
        var group = new VettedAddressResolverGroup(PUBLIC_ONLY, host -> {
            asked.countDown();
            var addresses = answer.join();
            answered.countDown();
            return addresses;
        });

        var dial = resolve(group, "slow.example");
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(dial.cancel(false)).isTrue();
        answer.complete(List.of(PUBLIC));
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(dial.isCancelled()).isTrue();
    }

    @Test
    void slow_name_servers_hold_a_bounded_number_of_threads() {
        var answer = new CompletableFuture<List<InetAddress>>();
        var waiting = new AtomicInteger();
        var most = new AtomicInteger();
        var group = new VettedAddressResolverGroup(PUBLIC_ONLY, host -> {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            var addresses = answer.join();
            waiting.decrementAndGet();
            return addresses;
        });

        var dials = IntStream.range(0, 2 * VettedAddressResolverGroup.MAX_LOOKUPS)
                .mapToObj(i -> resolve(group, "slow.example"))
                .toList();
        await().until(() -> waiting.get() == VettedAddressResolverGroup.MAX_LOOKUPS);
        answer.complete(List.of(PUBLIC));

        assertThat(dials).allMatch(dial -> dial.awaitUninterruptibly().isSuccess());
        assertThat(most).hasValue(VettedAddressResolverGroup.MAX_LOOKUPS);
    }

    private ChannelFuture dial(VettedAddressResolverGroup group, String host) {
        return dial(group, InetSocketAddress.createUnresolved(host, port()));
    }

    private ChannelFuture dial(VettedAddressResolverGroup group, InetSocketAddress target) {
        var dial = new Bootstrap()
                .group(EVENT_LOOP)
                .channel(NioSocketChannel.class)
                .resolver(group)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(target);
        dialled.add(dial.channel());
        return dial;
    }

    private Future<InetSocketAddress> resolve(VettedAddressResolverGroup group, String host) {
        return group.getResolver(EVENT_LOOP.next()).resolve(InetSocketAddress.createUnresolved(host, port()));
    }

    private Future<List<InetSocketAddress>> resolveAll(VettedAddressResolverGroup group, String host) {
        return group.getResolver(EVENT_LOOP.next()).resolveAll(InetSocketAddress.createUnresolved(host, port()));
    }

    private static @Nullable Throwable failure(Future<?> future) {
        assertThat(future.awaitUninterruptibly(10, TimeUnit.SECONDS)).isTrue();
        return future.cause();
    }

    private static void assertConnectsTo(InetAddress address, ChannelFuture dial) {
        assertThat(failure(dial)).isNull();
        assertThat(((InetSocketAddress) dial.channel().remoteAddress()).getAddress())
                .isEqualTo(address);
    }

    /** Connections arrive in order: if a later one is the first to be accepted, none came before it. */
    private void assertNothingButTheNextDialArrives() throws IOException {
        var next = dial(new VettedAddressResolverGroup(ONE_LOOPBACK, NEVER_ASKED), "127.0.0.1");
        assertConnectsTo(LOOPBACK, next);
        try (var accepted = accept()) {
            assertThat(accepted.getRemoteAddress()).isEqualTo(next.channel().localAddress());
        }
        assertThat(listener().accept()).isNull();
    }

    private SocketChannel accept() {
        return await().until(() -> listener().accept(), Objects::nonNull);
    }

    private ServerSocketChannel listener() {
        return Objects.requireNonNull(listener);
    }

    private int port() {
        return listener().socket().getLocalPort();
    }

    /** A name server that answers each question differently, and counts them. */
    private static final class Answers implements HostLookup {

        private final AtomicInteger asked = new AtomicInteger();
        private final List<List<InetAddress>> answers;

        Answers(List<List<InetAddress>> answers) {
            this.answers = answers;
        }

        int asked() {
            return asked.get();
        }

        @Override
        public List<InetAddress> addressesOf(String host) {
            return answers.get(asked.getAndIncrement());
        }
    }
}

package sg.com.aurix.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static sg.com.aurix.adapters.webhook.ObservedClient.SHORT_DEADLINE;
import static sg.com.aurix.adapters.webhook.ObservedClient.TOO_LATE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.adapters.webhook.RawListener.ConnectionBehaviour;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Answer;

/** Listeners that take their time in every phase there is: one deadline covers them all. The tests wait at the same time. */
@Requirement("RS-11")
class SlowListenerTest {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** What a busy machine adds; less than what any other time limit of ours would. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    private static final CountDownLatch NAME_SERVER_ANSWERS = new CountDownLatch(1);

    @AutoClose
    private static final ObservedClient client = new ObservedClient(SlowListenerTest::lookUp, "2s");

    private static List<InetAddress> lookUp(String host) {
        try {
            NAME_SERVER_ANSWERS.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of(InetAddress.getLoopbackAddress());
    }

    static Stream<Named<ConnectionBehaviour>> slowOnes() {
        return Stream.of(
                named("takes the connection and says nothing", RawConnection::saysNothing),
                named("reads the request and says nothing", connection -> {
                    connection.request();
                    connection.saysNothing();
                }),
                named("drips the status line", dripping("HTTP/1.1 200 ", "O", PAUSE)),
                named("drips headers", dripping("HTTP/1.1 200 OK\r\n", "a: b\r\n", PAUSE)),
                named("drips one header", dripping("HTTP/1.1 200 OK\r\na: ", "b", PAUSE)),
                named(
                        "drips a body of known length",
                        dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x", PAUSE)),
                named("drips a body without length", dripping("HTTP/1.1 200 OK\r\n\r\n", "x", PAUSE)),
                named(
                        "drips chunks",
                        dripping("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", PAUSE)),
                named("drips interim answers", dripping("", "HTTP/1.1 100 Continue\r\n\r\n", PAUSE)));
    }

    /** Reads the request, writes something at once, and then something else again and again. */
    private static ConnectionBehaviour dripping(String first, String piece, Duration pause) {
        return connection -> {
            connection.request();
            connection.write(first);
            connection.drip(piece, pause);
        };
    }

    @ParameterizedTest
    @MethodSource("slowOnes")
    @Execution(ExecutionMode.CONCURRENT)
    void a_slow_listener_costs_the_deadline_and_is_hung_up_on(ConnectionBehaviour slow) throws IOException {
        try (RawListener listener = RawListener.onFirstConnection(slow)) {
            assertThat(within(SHORT_DEADLINE, () -> client.sendImpatiently(listener.url())))
                    .isEqualTo(TOO_LATE);

            await().until(() -> listener.hungUp() == 1);
            assertThat(client.send(listener.url())).isEqualTo(new Answer.Answered(200, "ok"));
            await().until(() -> client.openTo(listener) == 0);
        }
    }

    private static Answer within(Duration deadline, Supplier<Answer> sending) {
        long begin = System.nanoTime();
        Answer answer = sending.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(deadline, deadline.plus(SLACK));
        return answer;
    }

    /** The one test that waits for the deadline that is promised: ten seconds. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_listener_that_drips_a_byte_a_second_costs_ten_seconds() throws IOException {
        try (RawListener listener = RawListener.onConnection(
                dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x", Duration.ofSeconds(1)))) {
            assertThat(within(WebhookSender.DEADLINE, () -> client.send(listener.url())))
                    .isEqualTo(new Answer.NoAnswer("there was no complete answer within 10 seconds"));
            await().until(() -> listener.hungUp() == 1);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_connection_that_is_never_taken_costs_the_deadline() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
            List<SocketChannel> waiting = fillTheQueueOf(address);

            assertThat(within(
                            SHORT_DEADLINE,
                            () -> client.sendImpatiently("http://127.0.0.1:" + address.getPort() + "/hook")))
                    .isEqualTo(TOO_LATE);

            for (SocketChannel connection : waiting) {
                connection.close();
            }
        }
        assertTheNextEventArrives();
    }

    /** Connects until a connection is no longer made at once, as the system makes them before anybody accepts. */
    private static List<SocketChannel> fillTheQueueOf(InetSocketAddress address) throws IOException {
        List<SocketChannel> connections = new ArrayList<>();
        boolean made;
        do {
            SocketChannel connection = SocketChannel.open();
            connections.add(connection);
            connection.configureBlocking(false);
            made = connection.connect(address) || connection.finishConnect();
        } while (made && connections.size() < 100);
        assertThat(made).as("the queue is full").isFalse();
        return connections;
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_tls_handshake_that_never_begins_costs_the_deadline() throws IOException {
        try (RawListener listener = RawListener.onConnection(RawConnection::saysNothing)) {
            assertThat(within(SHORT_DEADLINE, () -> client.sendImpatiently(https(listener))))
                    .isEqualTo(TOO_LATE);
            await().until(() -> listener.connections() == 1);
        }
        assertTheNextEventArrives();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_tls_handshake_that_never_ends_costs_the_deadline() throws IOException {
        try (RawListener listener = RawListener.onConnection(connection -> {
            // The head of a handshake record of 16,000 bytes, and then those bytes, one at a time.
            connection.write(HexFormat.of().parseHex("1603033e8002003e7c"));
            connection.drip("x", PAUSE);
        })) {
            assertThat(within(SHORT_DEADLINE, () -> client.sendImpatiently(https(listener))))
                    .isEqualTo(TOO_LATE);
        }
        assertTheNextEventArrives();
    }

    private static String https(RawListener listener) {
        return listener.url().replace("http:", "https:");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_name_server_that_hangs_costs_the_deadline_and_nothing_is_sent_when_it_answers_after_all()
            throws IOException {
        try (RawListener listener = RawListener.onConnection(RawConnection::request)) {
            String named = listener.url().replace("127.0.0.1", "hangs.example");

            assertThat(within(SHORT_DEADLINE, () -> client.sendImpatiently(named)))
                    .isEqualTo(TOO_LATE);

            NAME_SERVER_ANSWERS.countDown();
            await().until(() -> listener.connections() == 1);
            // Unused, it is closed as idle ones are.
            await().until(() -> listener.hungUp() == 1);
            assertThat(listener.received()).isEmpty();
        }
        assertTheNextEventArrives();
    }

    private static void assertTheNextEventArrives() throws IOException {
        try (RawListener listener = RawListener.answeringStatus(200)) {
            assertThat(client.send(listener.url())).isEqualTo(new Answer.Answered(200, "ok"));
        }
    }
}

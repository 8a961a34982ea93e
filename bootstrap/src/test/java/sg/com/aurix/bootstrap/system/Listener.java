package sg.com.aurix.bootstrap.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A partner's webhook listener, which keeps what it hears or does with it what a test says. */
public final class Listener implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** A listener that keeps what it hears and answers 204. */
    public Listener() {
        this(null);
    }

    /** A listener that leaves both, keeping and answering, to the reaction. */
    public Listener(@Nullable Reaction reaction) {
        Reaction reacting = reaction == null ? this::keep : reaction;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            Heard event = read(exchange);
            int status = reacting.answer(event);
            reacting.headers(event).forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            reacting.answered(event);
        });
        server.setExecutor(threads);
        server.start();
    }

    private static Heard read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        return new Heard(headers, body);
    }

    private int keep(Heard event) {
        heard.add(event);
        return 204;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/aurix";
    }

    /** What came so far, in the order of arrival. */
    public List<Heard> heard() {
        return heard;
    }

    /** The {@code event_type} of each. */
    public List<String> types() {
        return heard.stream()
                .map(event -> event.json().path("event_type").asText())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What a listener does with an event; called by a thread of the event's own. */
    @FunctionalInterface
    public interface Reaction {
        /** The status to answer with; the sender waits for as long as this takes. */
        int answer(Heard event);

        /** The answer's further headers; asked for after the status. */
        default Map<String, String> headers(Heard event) {
            return Map.of();
        }

        /** Called when the answer is on its way. */
        default void answered(Heard event) {}
    }

    /** An event as it arrived, byte for byte, header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Heard(Map<String, List<String>> headers, byte[] bytes) {
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return Calls.json(body());
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }
}

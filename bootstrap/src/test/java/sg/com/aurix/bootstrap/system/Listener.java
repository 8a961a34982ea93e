package sg.com.aurix.bootstrap.system;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Collectors;

/** A partner's webhook listener, which keeps what it hears. */
public final class Listener implements AutoCloseable {
    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** Listens on a free port of the loopback address. */
    public Listener() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
            heard.add(new Heard(headers, body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
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
    }

    /** An event as it arrived, byte for byte, header names in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Heard(Map<String, List<String>> headers, byte[] bytes) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Calls.json(body());
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }
}

package sg.com.aurix.bootstrap.widget;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A website of an origin, and so with a storage, of its own. */
final class Website implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    Website() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address of a path of it, with or without a query. */
    String url(String pathAndQuery) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + pathAndQuery;
    }

    /** Puts a page with that content at a path. */
    Website page(String path, String head, String body) {
        return page(path, head, body, "");
    }

    /** Puts a page with that content and a Content-Security-Policy at a path. */
    Website page(String path, String head, String body, String policy) {
        String html = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Glow Salon – home</title>%s</head>
            <body>%s</body></html>
            """.formatted(head, body);
        pages.put(path, new Page(html, policy));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            // What browsers ask for by themselves must not show as an error on the console.
            if (!pages.containsKey(path)) {
                exchange.sendResponseHeaders(path.equals("/favicon.ico") ? 204 : 404, -1);
                return;
            }
            Page page = pages.get(path);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            if (!page.policy().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
            }
            byte[] html = page.html().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Page(String html, String policy) {}
}

package sg.com.aurix.adapters.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** One request in the making; what is not said is not sent. */
public final class Call {
    private final HttpClient client;
    private final HttpRequest.Builder request;
    private final String method;
    private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

    /** A request of that method to that address, without headers and body. */
    public Call(HttpClient client, URI uri, String method) {
        this.client = client;
        this.request = HttpRequest.newBuilder(uri);
        this.method = method;
    }

    /** With a header; several of one name are sent as several lines. */
    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    /** With a bearer token. */
    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** With a JSON body. */
    public Call json(String json) {
        return header("Content-Type", "application/json").bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    /** With these bytes, their length stated. */
    public Call bytes(byte[] bytes) {
        body = BodyPublishers.ofByteArray(bytes);
        return this;
    }

    /** With these bytes in chunks, their length not stated. */
    public Call chunked(byte[] bytes) {
        body = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes));
        return this;
    }

    /** Sends it. */
    public Answer send() {
        try {
            return Answer.of(client.send(request.method(method, body).build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

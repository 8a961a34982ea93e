package sg.com.aurix.adapters.http.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.domain.webhook.WebhookUrl;

/** Sends events over HTTP as the product does, to every address there is. */
record HttpSender(HttpClient client) implements WebhookSender {
    @Override
    public Check check(String url) {
        return new Check.Accepted(new WebhookUrl(url));
    }

    @Override
    public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.uri())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(event.body().bytes()));
        headers.forEach(request::header);
        try {
            return new Answer.Answered(
                    client.send(request.build(), BodyHandlers.discarding()).statusCode(), "");
        } catch (IOException e) {
            return new Answer.NoAnswer("the connection broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NoAnswer("the test stopped");
        }
    }
}

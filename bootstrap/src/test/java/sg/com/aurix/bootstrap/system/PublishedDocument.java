package sg.com.aurix.bootstrap.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A published document, taken at its word: the requests it prints, to be sent, and the JSON it prints, to be compared with. */
record PublishedDocument(List<Example> examples) {
    private static final Pattern FENCE = Pattern.compile("```(bash|json)[^\\n]*\\n(.*?)```", Pattern.DOTALL);
    private static final String PRINTED_SERVER = "https://chatbot-api.oomdigital.com";
    private static final String PRINTED_KEY = "<YOUR_AURIX_API_KEY>";

    /** A word of a shell command: bare, or within either kind of quotes. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s\\\\]+)");

    static PublishedDocument read(String name) {
        try {
            String text = Files.readString(Path.of("..", "docs", "published", name));
            List<Example> examples = new ArrayList<>();
            Matcher fence = FENCE.matcher(text);
            while (fence.find()) {
                examples.add(new Example(fence.group(1), fence.group(2)));
            }
            return new PublishedDocument(List.copyOf(examples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests, in the order in which they are printed. */
    List<Example> requests() {
        return examples.stream()
                .filter(example -> example.language().equals("bash"))
                .toList();
    }

    /** The event of that type. */
    JsonNode event(String type) {
        return examples.stream()
                .filter(example -> example.language().equals("json"))
                .map(example -> Calls.json(example.text()))
                .filter(json -> json.path("event_type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The answer printed after a request. */
    JsonNode answerTo(Example request) {
        return examples.stream()
                .skip(examples.indexOf(request) + 1L)
                .filter(example -> example.language().equals("json"))
                .map(example -> Calls.json(example.text()))
                .findFirst()
                .orElseThrow();
    }

    record Example(String language, String text) {
        /** The printed curl command as a request to a server, with nothing changed but the host and the key. */
        HttpRequest.Builder request(Calls calls, String apiKey) {
            String url = "";
            String method = "GET";
            String body = "";
            List<String[]> headers = new ArrayList<>();
            List<String> words = words();
            for (int i = 1; i < words.size(); i++) {
                switch (words.get(i)) {
                    case "-X" -> method = words.get(++i);
                    case "-H" ->
                        headers.add(words.get(++i).replace(PRINTED_KEY, apiKey).split(": ", 2));
                    case "-d" -> body = words.get(++i);
                    default -> url = words.get(i).substring(PRINTED_SERVER.length());
                }
            }
            HttpRequest.Builder request = calls.request(url)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            headers.forEach(header -> request.header(header[0], header[1]));
            return request;
        }

        private List<String> words() {
            return WORD.matcher(text)
                    .results()
                    .map(word -> word.group().startsWith("'") || word.group().startsWith("\"")
                            ? word.group().substring(1, word.group().length() - 1)
                            : word.group())
                    .toList();
        }
    }
}

package sg.com.aurix.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.application.contract.Requirement;

/** Everything hostile, at every call that takes a body. */
@Requirement({"RS-21", "API-3"})
final class HostileBodyTest {
    private static final TestServer server = TestServer.shared();
    private static final TestPartner partner = server.newPartner();

    /**
     * A call that takes a body.
     *
     * @param field one of its fields
     * @param wrong what that field cannot be, although it is JSON
     * @param empty the status that an empty object deserves
     */
    record Target(String method, String path, String token, String field, String wrong, int limit, int empty) {
        /** A call whose body must be there, with a field that is a string. */
        Target(String method, String path, String token, String field, int limit) {
            this(method, path, token, field, "1", limit, 400);
        }

        boolean needsNoBody() {
            return empty == 404;
        }

        Call call() {
            return server.call(method, path).bearer(token);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + field;
        }
    }

    /**
     * A body and the status it deserves.
     *
     * @param latin1 its bytes, one a character
     */
    record Hostile(String what, String contentType, String latin1, int status) {
        byte[] body() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Target> targets() {
        String conversation = partner.message("6587487282", "Jane Doe", "hello")
                .conversation()
                .id()
                .toString();
        String channels = "/admin/partners/" + partner.id() + "/channels";
        String admin = TestServer.ADMIN_TOKEN;
        String webhook = "/integrations/external/webhook-config";
        return List.of(
                new Target("PUT", webhook, partner.key(), "url", 64),
                // This partner has no webhook.
                new Target("POST", webhook + "/test", partner.key(), "event_type", "1", 64, 404),
                new Target("POST", webhook + "/rotate-secret", partner.key(), "overlap_hours", "\"1\"", 64, 404),
                new Target("POST", webhook + "/verify", partner.key(), "body", 1280),
                new Target("POST", "/integrations/external/deliveries/redeliver", partner.key(), "from_date", 64),
                new Target(
                        "POST",
                        "/integrations/external/conversations/" + conversation + "/lead-data",
                        partner.key(),
                        "fields",
                        256),
                new Target("POST", "/widget/clicks", "nobody", "click_url", 48),
                new Target("POST", "/admin/partners", admin, "name", 64),
                new Target("POST", channels, admin, "display_name", 64),
                new Target("PATCH", channels + "/" + partner.channel().id(), admin, "display_name", "1", 64, 200));
    }

    private static Map<String, Hostile> bodies(Target target) {
        String field = "\"" + target.field() + "\"";
        Map<String, Hostile> bodies = new LinkedHashMap<>();
        Stream.of(
                        json("nothing", ""),
                        json("white space", " \n\t "),
                        json("an array", "[]"),
                        json("a string", field),
                        json("null", "null"),
                        json("half an object", "{" + field + ":\"a"),
                        json("two objects", "{}{}"),
                        json("a comment", "{/*" + field + "*/}"),
                        json("single quotes", "{'a':'b'}"),
                        json("a name without quotes", "{" + target.field() + ":\"a\"}"),
                        json("NaN", "{" + field + ":NaN}"),
                        json("a duplicate name", "{" + field + ":\"a\"," + field + ":\"b\"}"),
                        json("a duplicate name within", "{" + field + ":{\"a\":1,\"a\":2}}"),
                        json("a value of another type", "{" + field + ":" + target.wrong() + "}"),
                        json("a huge number", "{" + field + ":1e999999999}"),
                        json("a very long number", "{" + field + ":" + "9".repeat(20_000) + "}"),
                        json("a very long fraction", "{" + field + ":0." + "9".repeat(20_000) + "e-5}"),
                        json("an array for a string", "{" + field + ":[\"a\"]}"),
                        json("a boolean for a string", "{" + field + ":true}"),
                        json("a NUL within a string", "{" + field + ":\"a\\u0000b\"}"),
                        json("a bare NUL", "{" + field + ":\"a\0b\"}"),
                        json("half a surrogate pair", "{" + field + ":\"a\\ud800b\"}"),
                        json("the other half", "{" + field + ":\"a\\udfffb\"}"),
                        json("a NUL within a name", "{\"a\\u0000\":1}"),
                        json("a bare control character", "{" + field + ":\"a\u0001b\"}"),
                        json("a byte order mark", "\uFEFF{}"),
                        json("a deep array", "{" + field + ":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                        json("a deep object", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
                        json("a deep half", "[".repeat(30_000)),
                        json("many names", "{" + names(2_500) + "," + field + ":" + target.wrong() + "}"),
                        json("a very long name", "{\"" + "n".repeat(20_000) + "\":1}"),
                        json(
                                "a __proto__",
                                "{\"__proto__\":{" + field + ":\"a\"},\"constructor\":1," + field + ":" + target.wrong()
                                        + "}"),
                        bytes("Latin-1", ("{" + field + ":\"\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1)),
                        bytes("UTF-16", ("{" + field + ":\"a\"}").getBytes(StandardCharsets.UTF_16)),
                        bytes("UTF-16 without a mark", ("{" + field + ":\"a\"}").getBytes(StandardCharsets.UTF_16LE)),
                        bytes("UTF-32", ("{" + field + ":\"a\"}").getBytes(Charset.forName("UTF-32BE"))),
                        bytes("noise", noise()),
                        new Hostile("no content type", "", "{}", 415),
                        new Hostile("plain text", "text/plain", "{}", 415),
                        new Hostile("XML", "application/xml", "<a/>", 415),
                        new Hostile("a form", "application/x-www-form-urlencoded", "a=b", 415),
                        new Hostile("a multipart form", "multipart/form-data; boundary=x", "--x--", 415),
                        new Hostile("another charset", "application/json; charset=utf-16", "{}", 415),
                        new Hostile("a type of nonsense", ";;=", "{}", 415),
                        new Hostile(
                                "one byte too many", "application/json", " ".repeat(target.limit() * 1024 + 1), 413),
                        new Hostile("four megabytes", "application/json", "\0".repeat(4 * 1024 * 1024), 413))
                .forEach(hostile -> bodies.put(hostile.what(), hostile));
        if (target.path().equals("/widget/clicks")) {
            // Which browsers send without asking first: read as JSON there, and here its fields are missing.
            bodies.put("plain text", new Hostile("plain text", "text/plain", "{}", 400));
        }
        if (target.needsNoBody()) {
            bodies.remove("nothing");
        }
        return bodies;
    }

    static Stream<Arguments> everywhere() {
        return targets().stream()
                .flatMap(target -> bodies(target).values().stream().map(hostile -> Arguments.of(target, hostile)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void a_hostile_body_is_a_4xx_that_names_the_field(Target target, Hostile hostile) {
        assertRefused(
                target, hostile, send(target, hostile).bytes(hostile.body()).send());
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void a_hostile_body_in_chunks_is_no_better(Target target, Hostile hostile) {
        assertRefused(
                target, hostile, send(target, hostile).chunked(hostile.body()).send());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_body_of_just_the_limit_is_read(Target target) {
        Answer answer =
                target.call().json("{}" + " ".repeat(target.limit() * 1024 - 2)).send();

        // A patch that changes nothing is fine, and what needs no body finds no webhook; the others miss their fields.
        assertThat(answer.status()).isEqualTo(target.empty());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_compressed_body_is_a_415_and_never_unpacked(Target target) {
        for (String encoding : List.of("gzip", "deflate", "br", "snappy", "nonsense")) {
            Answer answer = target.call()
                    .header("Content-Encoding", encoding)
                    .json("{}")
                    .send();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("accept-encoding")).hasValue("identity");
        }
        assertThat(target.call()
                        .header("Content-Encoding", "identity")
                        .json("[]")
                        .send()
                        .fields())
                .containsExactly("body");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void the_charset_may_be_said_if_it_is_the_right_one(Target target) {
        for (String type : List.of(
                "application/json; charset=utf-8", "Application/JSON;charset=\"UTF-8\"", "application/json ; x=y")) {
            Answer answer = target.call()
                    .header("Content-Type", type)
                    .bytes("[]".getBytes(StandardCharsets.UTF_8))
                    .send();

            assertThat(answer.status()).isEqualTo(400);
        }
    }

    private static Call send(Target target, Hostile hostile) {
        return hostile.contentType().isEmpty()
                ? target.call()
                : target.call().header("Content-Type", hostile.contentType());
    }

    private static void assertRefused(Target target, Hostile hostile, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(hostile.status());
        assertThat(answer.header("content-type")).hasValue("application/json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(hostile.status());
        if (hostile.status() == 413) {
            assertThat(answer.json().get("message").asText()).contains(target.limit() + " KiB");
        } else {
            assertThat(answer.fields()).isNotEmpty();
        }
        assertThat(answer.text().length()).isLessThan(2_000);
    }

    private static Hostile json(String what, String json) {
        return bytes(what, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Hostile bytes(String what, byte[] body) {
        return new Hostile(what, "application/json", new String(body, StandardCharsets.ISO_8859_1), 400);
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder("\"n\":0");
        IntStream.range(0, count).forEach(i -> names.append(",\"n").append(i).append("\":0"));
        return names.toString();
    }

    private static byte[] noise() {
        byte[] noise = new byte[2_000];
        new Random(17).nextBytes(noise);
        return noise;
    }
}

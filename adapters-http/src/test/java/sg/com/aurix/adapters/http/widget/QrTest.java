package sg.com.aurix.adapters.http.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.tracking.Click;

final class QrTest {
    private static final int QUIET_ZONE = 4;
    private static final Pattern VIEW_BOX = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
    private static final TestServer server = TestServer.shared();

    private final TestPartner partner = server.newPartner();

    @Test
    @Requirement("TR-6")
    void it_says_what_the_click_was_answered_with() throws Exception {
        Answer click = server.call("POST", "/widget/clicks")
                .json("{\"token\":\"" + partner.token()
                        + "\",\"device_id\":\"device-1\",\"click_url\":\"https://shop.example/\"}")
                .send();

        Answer code = qr(partner.token(), click.json().get("correlation_id").asText());

        assertThat(code.status()).isEqualTo(200);
        assertThat(code.header("content-type").orElseThrow()).startsWith("image/svg+xml");
        assertThat(code.header("cache-control")).hasValue("private, max-age=3600");
        assertThat(read(code)).isEqualTo(click.json().get("whatsapp_url").asText());
    }

    @Test
    void it_counts_no_click() {
        Click click = partner.click("device-1", "https://shop.example/");

        qr(partner.token(), click.correlationId().value());

        assertThat(partner.attribution()).hasSize(1);
    }

    @Test
    void it_has_no_styles_and_no_scripts() {
        Click click = partner.click("device-1", "https://shop.example/");

        assertThat(qr(partner.token(), click.correlationId().value()).text())
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .doesNotContain("style", "script", "href");
    }

    @ParameterizedTest
    @CsvSource({"x, 300, true", "x, 900, false", "مرحبا, 100, true", "مرحبا, 200, false"})
    void where_the_channels_own_message_is_too_long_for_a_phone_to_read_it_is_left_out(
            String word, int length, boolean fits) throws Exception {
        String message = word.repeat(length).substring(0, length);
        partner.template(message);
        Click click = partner.click("device-1", "https://shop.example/");

        String url = read(qr(partner.token(), click.correlationId().value()));

        assertThat(url).startsWith("https://wa.me/6588888888?text=Reference%3A%20" + click.correlationId() + "%20");
        assertThat(url.endsWith("thank%20you%21%29")).isEqualTo(!fits);
    }

    @Test
    void another_partners_session_is_as_unknown_as_one_that_is_not_there() {
        Click foreign = server.newPartner().click("device-1", "https://shop.example/");

        Answer answer = qr(partner.token(), foreign.correlationId().value());
        Answer unknown = qr(partner.token(), "O-aaaaaaa");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo(unknown.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "O-aB3dE9", "o-ab3de9z", "O-aB3dE9z%0A", ""})
    void what_is_no_correlation_id_is_unknown_and_never_drawn(String id) {
        assertThat(qr(partner.token(), id).status()).isEqualTo(404);
    }

    @Test
    void an_unknown_token_is_a_404() {
        Click click = partner.click("device-1", "https://shop.example/");

        assertThat(qr("no-such-token", click.correlationId().value()).status()).isEqualTo(404);
        assertThat(qr("a%20b", click.correlationId().value()).status()).isEqualTo(404);
    }

    @Test
    @Requirement("API-3")
    void what_is_missing_is_named() {
        assertThat(server.get("/widget/qr.svg").send().fields()).containsExactly("token", "correlation_id");
        assertThat(server.get("/widget/qr.svg?token=x").send().fields()).containsExactly("correlation_id");
        assertThat(server.get("/widget/qr.svg?correlation_id=x").send().fields())
                .containsExactly("token");
    }

    @Test
    void a_switched_off_channel_is_a_409() {
        Click click = partner.click("device-1", "https://shop.example/");
        partner.switchOff();

        assertThat(qr(partner.token(), click.correlationId().value()).status()).isEqualTo(409);
    }

    private static Answer qr(String token, String id) {
        return server.get("/widget/qr.svg?token=" + token + "&correlation_id=" + id)
                .header("Accept", "image/avif,image/webp,*/*")
                .send();
    }

    /** What a phone reads off the picture. */
    private static String read(Answer code) throws Exception {
        String svg = code.text();
        int side = VIEW_BOX.matcher(svg)
                .results()
                .mapToInt(box -> Integer.parseInt(box.group(1)))
                .findFirst()
                .orElseThrow();
        BitMatrix modules = new BitMatrix(side - 2 * QUIET_ZONE);
        for (MatchResult run : RUN.matcher(svg).results().toList()) {
            assertThat(run.group(4)).isEqualTo(run.group(3));
            modules.setRegion(
                    Integer.parseInt(run.group(1)) - QUIET_ZONE,
                    Integer.parseInt(run.group(2)) - QUIET_ZONE,
                    Integer.parseInt(run.group(3)),
                    1);
        }
        return new Decoder().decode(modules).getText();
    }
}

package sg.com.aurix.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.domain.InvalidValueException;

final class AdminTokenTest {
    private static final TestServer server = TestServer.shared();

    static Stream<String> everyCall() {
        String id = "00000000-0000-7000-8000-000000000000";
        return Stream.of(
                "POST /admin/partners",
                "GET /admin/partners",
                "GET /admin/partners/" + id,
                "POST /admin/partners/" + id + "/keys",
                "GET /admin/partners/" + id + "/keys",
                "DELETE /admin/partners/" + id + "/keys/" + id,
                "POST /admin/partners/" + id + "/channels",
                "GET /admin/partners/" + id + "/channels",
                "GET /admin/partners/" + id + "/channels/1",
                "PATCH /admin/partners/" + id + "/channels/1",
                "GET /admin/nowhere",
                "GET /admin",
                "GET /admin/",
                "GET /admin/partners/");
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void every_call_needs_the_token(String methodAndPath) {
        String[] call = methodAndPath.split(" ", -1);

        Answer answer = server.call(call[0], call[1]).send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).hasValue("Bearer");
    }

    @Test
    @Requirement("API-1")
    void whatever_is_wrong_with_a_token_the_answer_is_the_same() {
        Answer missing = server.get("/admin/partners").send();

        Stream.of(
                        server.get("/admin/partners").bearer(TestServer.ADMIN_TOKEN + "x"),
                        server.get("/admin/partners").bearer(TestServer.ADMIN_TOKEN.substring(1)),
                        server.get("/admin/partners").bearer(server.newPartner().key()),
                        server.get("/admin/partners").header("Authorization", TestServer.ADMIN_TOKEN),
                        server.get("/admin/partners").header("Authorization", "Basic " + TestServer.ADMIN_TOKEN))
                .map(Call::send)
                .forEach(refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.text()).isEqualTo(missing.text());
                    assertThat(refused.headersWithoutDate()).isEqualTo(missing.headersWithoutDate());
                });
    }

    @Test
    void the_operator_is_no_partner() {
        assertThat(server.get("/integrations/external/leads")
                        .bearer(TestServer.ADMIN_TOKEN)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u00e9"})
    void a_token_that_no_header_can_carry_is_refused(String value) {
        assertThatThrownBy(() -> new AdminToken(value)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    @Requirement("RS-19")
    void a_token_does_not_show_itself() {
        assertThat(new AdminToken("operators-only")).hasToString("AdminToken[***]");
    }
}

package sg.com.aurix.adapters.http.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sg.com.aurix.adapters.http.Answer;
import sg.com.aurix.adapters.http.Call;
import sg.com.aurix.adapters.http.TestPartner;
import sg.com.aurix.adapters.http.TestServer;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.AdministerPartners.KeyIssue;
import sg.com.aurix.domain.partner.ApiKey;

@Requirement("API-1")
final class ApiKeyTest {
    private static final String LEADS = "/integrations/external/leads";

    private static final TestServer server = TestServer.shared();
    private static final TestPartner partner = server.newPartner();

    static Stream<String> everyCall() {
        return Stream.of(
                "PUT /integrations/external/webhook-config",
                "GET /integrations/external/webhook-config",
                "POST /integrations/external/webhook-config/test",
                "POST /integrations/external/webhook-config/rotate-secret",
                "POST /integrations/external/webhook-config/verify",
                "GET /integrations/external/deliveries",
                "GET /integrations/external/deliveries/evt_019b7e6f4d447a3c9f2d5b1e8a4c6d70",
                "POST /integrations/external/deliveries/evt_019b7e6f4d447a3c9f2d5b1e8a4c6d70/redeliver",
                "POST /integrations/external/deliveries/redeliver",
                "GET /integrations/external/leads",
                "GET /integrations/external/attribution",
                "POST /integrations/external/conversations/1/lead-data",
                // What is not there is not told to strangers either.
                "GET /integrations/external/nowhere",
                "DELETE /integrations/external/leads",
                "GET /integrations/external",
                "GET /integrations/external/",
                "GET /integrations/external/leads/");
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void every_call_needs_a_key(String methodAndPath) {
        String[] call = methodAndPath.split(" ", -1);

        Answer answer = server.call(call[0], call[1]).send();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).hasValue("Bearer");
    }

    @Test
    void missing_malformed_unknown_and_revoked_keys_get_the_very_same_answer() {
        Answer missing = server.get(LEADS).send();

        Stream.of(
                        server.get(LEADS).bearer(mistyped(partner.key())),
                        server.get(LEADS).bearer(revokedKey()),
                        server.get(LEADS).bearer("axk_" + "0".repeat(72)),
                        server.get(LEADS).bearer("x"),
                        server.get(LEADS).bearer("x".repeat(10_000)),
                        server.get(LEADS).bearer(""),
                        server.get(LEADS).bearer(partner.key() + "," + partner.key()),
                        server.get(LEADS).bearer(partner.key() + " x"),
                        server.get(LEADS).header("Authorization", partner.key()),
                        server.get(LEADS).header("Authorization", "Basic " + partner.key()),
                        server.get(LEADS).header("Authorization", "Bearer"),
                        server.get(LEADS).header("Authorization", "Bearer" + partner.key()),
                        server.get(LEADS).bearer(partner.key()).bearer(partner.key()),
                        server.get(LEADS + "?access_token=" + partner.key()))
                .map(Call::send)
                .forEach(refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.text()).isEqualTo(missing.text());
                    assertThat(refused.headersWithoutDate()).isEqualTo(missing.headersWithoutDate());
                });
    }

    @ParameterizedTest
    @CsvSource({"Bearer", "bearer", "BEARER"})
    void the_scheme_is_read_in_any_letter_case(String scheme) {
        Answer answer = server.get(LEADS)
                .header("Authorization", scheme + " " + partner.key())
                .send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void the_key_alone_says_which_partner_is_calling() {
        TestPartner other = server.newPartner();
        other.message("6591234567", "Somebody", "hello");

        assertThat(server.get(LEADS).bearer(other.key()).send().json().get("data"))
                .hasSize(1);
        assertThat(server.get(LEADS + "?partner_id=" + other.id())
                        .bearer(partner.key())
                        .send()
                        .json()
                        .get("data"))
                .isEmpty();
    }

    @Test
    @Requirement("RS-16")
    void a_revoked_key_is_refused_from_the_next_call_on_and_the_other_key_is_not() {
        TestPartner revoking = server.newPartner();
        var admin = server.aurix().administerPartners();
        var first = admin.keys(revoking.id()).orElseThrow().get(0);
        String second = issueKey(revoking);
        assertThat(server.get(LEADS).bearer(revoking.key()).send().status()).isEqualTo(200);

        admin.revokeKey(revoking.id(), first.id());

        assertThat(server.get(LEADS).bearer(revoking.key()).send().status()).isEqualTo(401);
        assertThat(server.get(LEADS).bearer(second).send().status()).isEqualTo(200);
    }

    private static String revokedKey() {
        TestPartner revoked = server.newPartner();
        var admin = server.aurix().administerPartners();
        admin.revokeKey(
                revoked.id(), admin.keys(revoked.id()).orElseThrow().get(0).id());
        return revoked.key();
    }

    private static String issueKey(TestPartner owner) {
        return switch (server.aurix().administerPartners().issueKey(owner.id())) {
            case KeyIssue.Issued issued -> issued.apiKey().value();
            default -> throw new AssertionError("the partner is there");
        };
    }

    /** One digit of the secret is another. */
    private static String mistyped(String key) {
        char other = key.charAt(10) == '0' ? '1' : '0';
        String mistyped = key.substring(0, 10) + other + key.substring(11);
        assertThat(new ApiKey(mistyped).isMinted()).isFalse();
        return mistyped;
    }
}

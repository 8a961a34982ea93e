package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.contract.Replacing;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.port.ApiKeys;
import sg.com.aurix.application.usecase.AdministerPartners.KeyIssue;
import sg.com.aurix.application.usecase.AuthenticatePartner.Outcome;
import sg.com.aurix.domain.partner.ApiKey;

@Requirement({"API-1", "RS-16"})
class AuthenticatePartnerTest {
    private static final ApiKey GIVEN = new ApiKey("sandbox-key");

    private final Salon salon = Salon.composed(builder -> builder.givenKeys(Set.of(GIVEN)));
    private final KeyIssue.Issued issued =
            (KeyIssue.Issued) salon.aurix.administerPartners().issueKey(salon.partnerId);

    @Test
    void the_key_alone_says_which_partner_is_calling() {
        assertThat(authenticate(issued.apiKey().value()))
                .isEqualTo(
                        new Outcome.Authenticated(salon.partnerId, issued.key().id()));
    }

    @Test
    void a_revoked_key_is_unknown_from_the_next_call_on() {
        authenticate(issued.apiKey().value());
        salon.aurix.administerPartners().revokeKey(salon.partnerId, issued.key().id());

        assertThat(authenticate(issued.apiKey().value())).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void a_key_that_another_node_revoked_is_unknown_within_a_second() {
        Aurix other = Aurix.over(salon.ports).build();
        assertThat(other.authenticatePartner().authenticate(issued.apiKey().value()))
                .isInstanceOf(Outcome.Authenticated.class);

        salon.aurix.administerPartners().revokeKey(salon.partnerId, issued.key().id());

        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(other.authenticatePartner().authenticate(issued.apiKey().value()))
                .isEqualTo(new Outcome.Unknown());
    }

    @Test
    void one_of_two_keys_can_be_revoked() {
        var second = (KeyIssue.Issued) salon.aurix.administerPartners().issueKey(salon.partnerId);
        salon.aurix.administerPartners().revokeKey(salon.partnerId, issued.key().id());

        assertThat(authenticate(second.apiKey().value())).isInstanceOf(Outcome.Authenticated.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "short", "not a key", "unknown-but-well-formed", "a\u0000bcdefgh", "ключ-ключ-ключ"})
    void anything_else_is_unknown(String presented) {
        assertThat(authenticate(presented)).isEqualTo(new Outcome.Unknown());
        assertThat(authenticate(presented.repeat(10_000))).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void a_mistyped_key_costs_no_look_up() {
        ApiKeys apiKeys = mock(ApiKeys.class);
        Salon watched = Salon.open(ports -> Replacing.in(ports, apiKeys));
        String key = issued.apiKey().value();
        String mistyped = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);

        assertThat(watched.aurix.authenticatePartner().authenticate(mistyped)).isEqualTo(new Outcome.Unknown());

        verifyNoInteractions(apiKeys);
    }

    @Test
    void a_key_that_the_operator_gave_counts_once_it_is_registered_and_only_where_it_was_given() {
        assertThat(authenticate(GIVEN.value())).isEqualTo(new Outcome.Unknown());
        Salon withoutGivenKeys = Salon.open();
        for (Salon each : new Salon[] {salon, withoutGivenKeys}) {
            each.aurix.administerPartners().registerKey(each.partnerId, GIVEN);
        }

        assertThat(authenticate(GIVEN.value())).isInstanceOf(Outcome.Authenticated.class);
        assertThat(withoutGivenKeys.aurix.authenticatePartner().authenticate(GIVEN.value()))
                .isEqualTo(new Outcome.Unknown());
    }

    private Outcome authenticate(String presented) {
        return salon.aurix.authenticatePartner().authenticate(presented);
    }
}

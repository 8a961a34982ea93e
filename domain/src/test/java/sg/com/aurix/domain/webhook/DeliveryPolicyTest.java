package sg.com.aurix.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.domain.Requirement;

/** The names under which partners know policies, states and reasons. */
class DeliveryPolicyTest {
    @Requirement("WH-6")
    @Test
    void policies_are_read_and_written_in_lower_case() {
        assertThat(DeliveryPolicy.values())
                .extracting(DeliveryPolicy::published)
                .containsExactly("fire_and_forget", "retry");
        assertThat(DeliveryPolicy.values())
                .allSatisfy(policy ->
                        assertThat(DeliveryPolicy.parse(policy.published())).contains(policy));
    }

    @Requirement("WH-7")
    @Test
    void states_are_read_and_written_in_lower_case() {
        assertThat(DeliveryState.values())
                .extracting(DeliveryState::published)
                .containsExactly("pending", "delivered", "failed", "not_sent");
        assertThat(DeliveryState.values())
                .allSatisfy(state ->
                        assertThat(DeliveryState.parse(state.published())).contains(state));
    }

    @Requirement("RS-14")
    @Test
    void reasons_are_written_in_lower_case() {
        assertThat(Deactivation.Reason.values())
                .extracting(Deactivation.Reason::published)
                .containsExactly("gone", "failing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RETRY", "Retry", "retry ", "fire-and-forget", "PENDING", "not-sent", "sent"})
    void any_other_name_is_none(String name) {
        assertThat(DeliveryPolicy.parse(name)).isEmpty();
        assertThat(DeliveryState.parse(name)).isEmpty();
    }
}

package sg.com.aurix.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

@Requirement("API-4")
class PageRequestTest {
    @Test
    void it_asks_for_at_least_one_row_and_passes_over_none_or_more() {
        assertThat(PageRequest.first(1)).isEqualTo(page(1, 0));
        assertThatThrownBy(() -> page(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> page(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PageRequest page(int limit, long offset) {
        return new PageRequest(limit, offset, Optional.empty(), Optional.empty(), Optional.empty());
    }
}

package sg.com.aurix.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;

class InboundMessageTest {
    @Requirement("LD-2")
    @Test
    void references_are_found_in_all_its_texts_in_their_order_each_once() {
        InboundMessage message = Samples.message("no code here", "O-bbbbbbb and O-aaaaaaa", "o-bbbbbbb o-ccccccc");

        assertThat(message.references())
                .containsExactly(new Reference("o-bbbbbbb"), new Reference("o-aaaaaaa"), new Reference("o-ccccccc"));
    }

    @Test
    void a_reference_does_not_span_two_texts() {
        assertThat(Samples.message("O-", "aB3dE9z").references()).isEmpty();
    }
}

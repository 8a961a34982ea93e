package sg.com.aurix.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

@Requirement("WH-3")
class EventBodyTest {
    private static final byte[] BYTES = "{\"name\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void bodies_are_equal_when_every_byte_is() {
        assertThat(EventBody.of(BYTES))
                .isEqualTo(EventBody.of("{\"name\":\"Zoë\"}"))
                .hasSameHashCodeAs(EventBody.of(BYTES));
        assertThat(EventBody.of(BYTES)).isNotEqualTo(EventBody.of("{\"name\":\"Zoé\"}"));
        assertThat(EventBody.of(BYTES)).isNotEqualTo(EventBody.of("{ \"name\":\"Zoë\"}"));
        assertThat(EventBody.of("a").hashCode()).isNotEqualTo(EventBody.of("b").hashCode());
    }

    @Test
    void nobody_changes_the_bytes_of_a_body() {
        byte[] given = BYTES.clone();
        EventBody body = EventBody.of(given);
        given[0] = 'x';
        body.bytes()[0] = 'x';

        assertThat(body.bytes()).isEqualTo(BYTES);
        assertThat(body.text()).isEqualTo("{\"name\":\"Zoë\"}");
    }

    @Requirement("RS-19")
    @Test
    void its_text_for_logs_is_its_length() {
        assertThat(EventBody.of(BYTES)).hasToString("EventBody[15 bytes]");
    }
}

package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresSettingsTest {
    @Test
    void a_pool_has_sixteen_connections_unless_told_otherwise() {
        assertThat(new PostgresSettings("jdbc:postgresql://localhost/aurix", "aurix", "secret").poolSize())
                .isEqualTo(16);
    }

    @Test
    void an_address_of_another_kind_is_refused_without_quoting_it() {
        assertThatThrownBy(() -> new PostgresSettings("postgres://aurix:secret@localhost/aurix", "aurix", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_pool_without_connections_is_refused() {
        assertThatThrownBy(() -> new PostgresSettings("jdbc:postgresql://localhost/aurix", "aurix", "secret", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more");
    }
}

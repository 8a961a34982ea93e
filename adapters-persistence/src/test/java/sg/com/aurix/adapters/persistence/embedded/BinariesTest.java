package sg.com.aurix.adapters.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Windows 11, amd64, postgres-windows-x86_64.txz",
    })
    void each_machine_gets_its_own_archive(String system, String architecture, String archive) {
        assertThat(Binaries.archiveNames(system, architecture, false)).first().isEqualTo(archive);
    }

    @Test
    void alpine_prefers_what_was_built_for_its_c_library() {
        assertThat(Binaries.archiveNames("Linux", "amd64", true))
                .containsExactly("postgres-linux-x86_64-alpine_linux.txz", "postgres-linux-x86_64.txz");
    }

    @Test
    void a_mac_with_its_own_processors_can_fall_back_to_translated_programs() {
        assertThat(Binaries.archiveNames("Mac OS X", "aarch64", false))
                .containsExactly("postgres-darwin-arm_64.txz", "postgres-darwin-x86_64.txz");
    }
}

package sg.com.aurix.adapters.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    private DataFolder folder;

    DataFolderTest(@TempDir Path parent) throws IOException {
        folder = DataFolder.at(parent.resolve("data"));
    }

    @BeforeEach
    void a_port_is_remembered() throws IOException {
        folder.rememberPort(54_321);
    }

    @Test
    void the_port_is_found_again() {
        assertThat(folder.lastPort()).hasValue(54_321);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "port", "0", "-1", "65536"})
    void what_is_no_port_is_forgotten(String text) throws IOException {
        Files.writeString(folder.root().resolve("port"), text);

        assertThat(folder.lastPort()).isEmpty();
    }

    @Test
    void the_tail_of_a_long_log_is_its_last_whole_lines() throws IOException {
        Files.writeString(folder.log(), "an early line\n".repeat(1_000) + "the last line\n");

        assertThat(folder.logTail())
                .startsWith("an early line\n")
                .endsWith("\nthe last line")
                .hasSizeBetween(2_900, 3_000);
    }

    @Test
    void a_missing_log_is_said_to_be_missing() {
        assertThat(folder.logTail()).contains("cannot be read");
    }

    @Test
    void two_runs_of_the_log_are_kept() throws IOException {
        for (String run : new String[] {"first", "second", "third"}) {
            folder.rotateLog();
            Files.writeString(folder.log(), run);
        }

        assertThat(folder.log()).hasContent("third");
        assertThat(folder.root().resolve("postgres.log.1")).hasContent("second");
    }
}

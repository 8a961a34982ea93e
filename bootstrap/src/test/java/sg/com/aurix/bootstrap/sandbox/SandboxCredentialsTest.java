package sg.com.aurix.bootstrap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sg.com.aurix.adapters.persistence.SecretKeys;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.bootstrap.settings.ConfigurationException;

class SandboxCredentialsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path dataDir;

    private SandboxCredentials credentials() {
        return SandboxCredentials.in(dataDir, RANDOM);
    }

    private Path file() {
        return dataDir.resolve("sandbox.properties");
    }

    private void dropTheKey() throws IOException {
        List<String> others = Files.readAllLines(file()).stream()
                .filter(line -> !line.startsWith("secret_key"))
                .toList();
        Files.write(file(), others);
    }

    @Test
    void what_was_drawn_at_the_first_start_is_there_at_the_next_and_only_its_owner_reads_it() throws IOException {
        SandboxCredentials drawn = credentials();

        assertThat(credentials()).isEqualTo(drawn);
        assertThat(SecretKeys.parse(drawn.secrets().secretKey())).hasToString("SecretKeys[versions=[1]]");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    @Requirement("RS-17")
    void a_file_from_before_there_was_a_secret_key_gets_one_and_keeps_the_rest_and_its_mode() throws IOException {
        SandboxCredentials before = credentials();
        dropTheKey();
        Files.writeString(file(), "added_by_hand=1\n", StandardOpenOption.APPEND);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        SandboxCredentials now = credentials();

        assertThat(now.apiKey()).isEqualTo(before.apiKey());
        assertThat(now.secrets().adminToken()).isEqualTo(before.secrets().adminToken());
        assertThat(now.secrets().secretKey()).isNotEqualTo(before.secrets().secretKey());
        assertThat(credentials()).isEqualTo(now);
        assertThat(Files.readString(file())).contains("added_by_hand=1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    @Requirement("RS-19")
    void a_secret_key_that_is_none_is_named_and_not_repeated() throws IOException {
        credentials();
        dropTheKey();
        Files.writeString(file(), "secret_key=canary\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::credentials)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("secret_key in", "sandbox.properties must")
                .hasMessageNotContaining("canary");
    }

    @Test
    @Requirement("RS-19")
    void credentials_in_a_log_show_no_secret_key() {
        SandboxCredentials drawn = credentials();

        assertThat(drawn.toString()).doesNotContain(drawn.secrets().secretKey().substring(2));
    }
}

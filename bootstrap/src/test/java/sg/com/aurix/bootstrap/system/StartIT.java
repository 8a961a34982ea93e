package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an operator reads when a server cannot be started as it is set up. */
class StartIT {
    private static final Path DATA_DIR = TestSandbox.emptyDataDir();
    private static final String EPOLL = "netty_transport_native_epoll";
    private static final int PORT = ServerProcess.freePort();

    /** One that started well, beside those that cannot. */
    @AutoClose
    private static final ServerProcess running = ServerProcess.sandbox(DATA_DIR, PORT);

    @Test
    void production_without_its_secrets_names_every_missing_one() {
        try (ServerProcess server = ServerProcess.start(Map.of("AURIX_ADMIN_TOKEN", "given"), 0)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .contains("AURIX_WHATSAPP_VERIFY_TOKEN is not set", "AURIX_WHATSAPP_APP_SECRET is not set")
                    .contains("AURIX_DATABASE_URL is not set", "AURIX_DATABASE_PASSWORD is not set")
                    .contains("AURIX_SECRET_KEY is not set", "openssl rand -base64 32")
                    .doesNotContain("AURIX_ADMIN_TOKEN is not set")
                    .doesNotContain("\tat ");
        }
    }

    /** Run on an older Java, the launcher says so in one sentence: it must be loadable there, which its class file tells. */
    @Test
    void the_launcher_is_loadable_by_java_8() throws IOException {
        try (JarFile jar = new JarFile(Path.of("target", "aurix.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("sg.com.aurix.bootstrap.Launcher");
            byte[] launcher = jar.getInputStream(jar.getEntry("sg/com/aurix/bootstrap/Launcher.class"))
                    .readAllBytes();
            assertThat(ByteBuffer.wrap(launcher).getShort(6))
                    .as("class file version")
                    .isEqualTo((short) 52);
        }
    }

    @Test
    void an_option_that_does_not_exist_is_answered_with_the_usage() {
        try (ServerProcess server = ServerProcess.start(Map.of(), 0, "--sandbx")) {
            assertThat(server.exitCode()).isEqualTo(2);
            assertThat(server.output()).contains("Usage: java -jar aurix.jar");
        }
    }

    @Test
    void a_second_sandbox_on_the_same_folder_says_who_has_it() {
        try (ServerProcess second =
                ServerProcess.start(TestSandbox.variables(DATA_DIR, ServerProcess.freePort()), 0, "--sandbox")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("in use by another").doesNotContain("\tat ");
            assertThat(running.calls().get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_port_that_is_taken_is_named_as_the_reason() {
        try (ServerProcess second =
                ServerProcess.start(TestSandbox.variables(TestSandbox.emptyDataDir(), PORT), PORT, "--sandbox")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("AURIX_HTTP_PORT").doesNotContain("\tat ");
            assertThat(running.calls().get("/health").statusCode()).isEqualTo(200);
        }
    }

    /** Where its library cannot be loaded, for example because no program may be run from the temporary folder. */
    @Test
    void without_netty_s_own_epoll_it_serves_by_the_jdk_s() throws IOException {
        assertThat(running.memoryMap()).contains(EPOLL);
        int port = ServerProcess.freePort();
        try (ServerProcess server = ServerProcess.started(
                List.of("-Dio.netty.transport.noNative=true"),
                TestSandbox.variables(TestSandbox.emptyDataDir(), port),
                port,
                "--sandbox")) {
            server.awaitReady();
            assertThat(server.memoryMap()).doesNotContain(EPOLL);
            assertThat(server.calls().get("/health").statusCode()).isEqualTo(200);
        }
    }
}

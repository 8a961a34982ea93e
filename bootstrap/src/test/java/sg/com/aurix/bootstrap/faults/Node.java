package sg.com.aurix.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.ServerProcess;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** One of the servers on a database: a place where a process runs, dies and is started again, always at the same address. */
final class Node implements AutoCloseable {
    private static final int SIGKILLED = 128 + 9;
    private static final int SIGTERMED = 128 + 15;

    private final Path dataDir = TestSandbox.emptyDataDir();
    private final int port = ServerProcess.freePort();
    private final Map<String, String> database;
    private volatile ServerProcess process;

    private Node(Map<String, String> database) {
        this.database = database;
        this.process = ServerProcess.sandbox(dataDir, port, database);
    }

    /** Starts a server and waits until it is ready. */
    static Node on(Map<String, String> database) {
        return new Node(database);
    }

    Calls calls() {
        return process.calls();
    }

    ServerProcess process() {
        return process;
    }

    /** SIGKILL; returns when the process has died of it. */
    void kill() {
        process.kill();
        assertKilled();
    }

    void assertKilled() {
        assertThat(process.exitCode()).isEqualTo(SIGKILLED);
    }

    /** SIGTERM; returns when the process has ended in good order. */
    void stop() {
        process.terminate();
        assertThat(process.exitCode()).isEqualTo(SIGTERMED);
        assertThat(process.output()).contains("stopped");
    }

    /** Starts a process in the place of the one that ended, and waits until it is ready. */
    void startAgain() {
        process = ServerProcess.sandbox(dataDir, port, database);
    }

    /** Registers the listener for the demo partner, with further fields of the configuration. */
    String listenAt(String url, String furtherFields) {
        String json = "{\"url\":\"" + url + "\"" + furtherFields + "}";
        var answer = Calls.patiently(
                () -> calls().send("PUT", "/integrations/external/webhook-config", TestSandbox.API_KEY, json));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.json(answer).path("secret").asText();
    }

    String listenAt(String url) {
        return listenAt(url, "");
    }

    @Override
    public void close() {
        process.close();
    }
}

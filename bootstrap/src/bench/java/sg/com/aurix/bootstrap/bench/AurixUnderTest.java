package sg.com.aurix.bootstrap.bench;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sg.com.aurix.bootstrap.Main;
import sg.com.aurix.bootstrap.system.Calls;
import sg.com.aurix.bootstrap.system.ServerProcess;
import sg.com.aurix.bootstrap.system.TestPartner;
import sg.com.aurix.bootstrap.system.TestSandbox;

/** Our server as operators run it in production: the jar in a JVM of its own, on a database that it shares with nobody unless told to. */
final class AurixUnderTest implements AutoCloseable {
    static final Path JAR = Path.of("target", "aurix.jar").toAbsolutePath();

    private static final Duration DRAIN = Duration.ofMinutes(10);

    private final Jvm jvm;
    private final int port;
    private final Database database;

    private AurixUnderTest(Jvm jvm, int port, Database database) {
        this.jvm = jvm;
        this.port = port;
        this.database = database;
    }

    /** Starts one and waits until it is ready. */
    static AurixUnderTest start(Bench bench, Database database) {
        return start(bench, database, List.of("-jar", JAR.toString()));
    }

    /** Starts one that has the suite's own beans as well, from its classes and not as a jar, and waits until it is ready. */
    static AurixUnderTest startWith(Bench bench, Database database, String property) {
        return start(
                bench,
                database,
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + property + "=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
    }

    private static AurixUnderTest start(Bench bench, Database database, List<String> program) {
        int port = ServerProcess.freePort();
        List<String> arguments = new ArrayList<>(bench.settings().jvm());
        arguments.addAll(program);
        Jvm jvm = Jvm.start(bench.folder(), variables(bench, database, port), arguments);
        jvm.awaitOutput("is ready at");
        return new AurixUnderTest(jvm, port, database);
    }

    static Map<String, String> variables(Bench bench, Database database, int port) {
        Map<String, String> variables = new HashMap<>(TestSandbox.variables(bench.folder(), port));
        variables.put("AURIX_HTTP_HOST", "127.0.0.1");
        variables.put("AURIX_WEBHOOK_ALLOW_HTTP", "true");
        variables.put("AURIX_WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8");
        variables.putAll(database.forServer());
        return variables;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    Database database() {
        return database;
    }

    /** A partner with a channel, and without a webhook until it registers one. */
    TestPartner newPartner() {
        return TestPartner.create(new Calls(url()));
    }

    double memoryMib() {
        return jvm.memoryMib();
    }

    /** Waits until nothing is left to be attempted, so that it does not fall into the next round. */
    void drain() {
        await().atMost(DRAIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> database.number("SELECT count(*) FROM deliveries") == 0);
    }

    @Override
    public void close() {
        jvm.close();
    }
}

package sg.com.aurix.bootstrap.bench.hello;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** The bare server's program. */
public final class HelloApplication {
    static final String ENVIRONMENT = "hello";

    private HelloApplication() {}

    /**
     * Runs until it is told to stop.
     *
     * @param args none: everything comes from the environment, as with our server
     */
    public static void main(String[] args) {
        Map<String, String> variables = System.getenv();
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.server.host",
                        "127.0.0.1",
                        "micronaut.server.port",
                        variables.getOrDefault("AURIX_HTTP_PORT", "8080")))
                .environments(ENVIRONMENT)
                .deduceEnvironment(false)
                .banner(false)
                .start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }
}

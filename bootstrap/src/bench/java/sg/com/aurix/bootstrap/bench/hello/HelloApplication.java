package sg.com.aurix.bootstrap.bench.hello;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.util.Map;

/** The bare server's program. */
@Factory
@Requires(env = HelloApplication.ENVIRONMENT)
public final class HelloApplication {
    static final String ENVIRONMENT = "hello";

    /** As many as our server holds. */
    private static final int CONNECTIONS = 16;

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

    @Singleton
    @Bean(preDestroy = "close")
    HikariDataSource pool() {
        Map<String, String> variables = System.getenv();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(variables.get("AURIX_DATABASE_URL"));
        config.setUsername(variables.get("AURIX_DATABASE_USER"));
        config.setPassword(variables.get("AURIX_DATABASE_PASSWORD"));
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}

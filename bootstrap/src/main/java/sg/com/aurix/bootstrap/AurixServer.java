package sg.com.aurix.bootstrap;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskScheduler;
import io.netty.channel.unix.Errors;
import java.net.BindException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.adapters.persistence.PostgresPool;
import sg.com.aurix.adapters.persistence.PostgresSettings;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgres;
import sg.com.aurix.adapters.webhook.EventDispatcher;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.bootstrap.sandbox.DemoPartner;
import sg.com.aurix.bootstrap.sandbox.SandboxCredentials;
import sg.com.aurix.bootstrap.sandbox.SandboxGuide;
import sg.com.aurix.bootstrap.settings.ConfigurationException;
import sg.com.aurix.bootstrap.settings.DatabaseSettings;
import sg.com.aurix.bootstrap.settings.ServerSettings;

/** A running server of one of the two assemblies; closing it drains it. */
public final class AurixServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AurixServer.class);
    private static final String DATABASE = "aurix";

    /** How long requests under way may take once the server is told to stop: orchestrators kill after 30 seconds. */
    private static final Duration DRAINING = Duration.ofSeconds(15);

    /** How long a server that has just started is left to its first requests. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** EADDRINUSE, as {@code errno(3)} numbers it for Linux. */
    private static final int ADDRESS_IN_USE = 98;

    private static final String LOCK_NOT_AVAILABLE = "55P03"; // PostgreSQL, appendix A

    private final Optional<EmbeddedPostgres> postgres;
    private final ApplicationContext context;
    private final EmbeddedServer http;
    private String greeting;

    private AurixServer(Optional<EmbeddedPostgres> postgres, ApplicationContext context) {
        this.postgres = postgres;
        this.context = context;
        this.http = context.getBean(EmbeddedServer.class);
        this.greeting = "";
    }

    /**
     * Starts a production server.
     *
     * @throws ConfigurationException if it cannot be started as it is set up
     */
    public static AurixServer production(Map<String, String> variables) {
        ServerSettings settings = ServerSettings.production(variables);
        return start(settings, settings.database().orElseThrow(), Optional.empty(), Optional.empty());
    }

    /**
     * Starts a sandbox, with a database of its own unless the variables name one.
     *
     * @throws ConfigurationException if it cannot be started as it is set up
     */
    public static AurixServer sandbox(Map<String, String> variables) {
        SecureRandom random = new SecureRandom();
        // A mistyped setting is told at once, and not after a database was made.
        ServerSettings.sandbox(variables, new ServerSettings.Secrets("", "", "", ""));
        // The database first: it holds the lock on the data folder.
        Optional<EmbeddedPostgres> postgres =
                ServerSettings.hasDatabase(variables) ? Optional.empty() : Optional.of(ownDatabase(variables));
        try {
            SandboxCredentials credentials = SandboxCredentials.in(ServerSettings.dataDir(variables), random);
            ServerSettings settings = ServerSettings.sandbox(variables, credentials.secrets());
            DatabaseSettings database = settings.database().orElseGet(() -> settingsOf(postgres.orElseThrow()));
            return start(settings, database, postgres, Optional.of(credentials));
        } catch (RuntimeException e) {
            postgres.ifPresent(EmbeddedPostgres::close);
            throw e;
        }
    }

    private static EmbeddedPostgres ownDatabase(Map<String, String> variables) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(ServerSettings.dataDir(variables));
        postgres.createDatabase(DATABASE);
        return postgres;
    }

    private static DatabaseSettings settingsOf(EmbeddedPostgres postgres) {
        return new DatabaseSettings(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
    }

    private static AurixServer start(
            ServerSettings settings,
            DatabaseSettings database,
            Optional<EmbeddedPostgres> postgres,
            Optional<SandboxCredentials> sandbox) {
        StartingPool pool = StartingPool.begin(new PostgresSettings(
                database.jdbcUrl(), database.user(), database.password(), settings.databaseConnections()));
        try {
            return start(settings, pool, postgres, sandbox);
        } catch (RuntimeException e) {
            pool.giveUp();
            throw explained(e);
        }
    }

    private static AurixServer start(
            ServerSettings settings,
            StartingPool pool,
            Optional<EmbeddedPostgres> postgres,
            Optional<SandboxCredentials> sandbox) {
        ApplicationContext context = context(settings, pool, sandbox);
        try {
            context.start();
            AurixServer server = new AurixServer(postgres, context);
            // Before the first request: what hinders this server is told now, no secret stays in plain text, and the
            // demo partner is there.
            var _ = server.aurix();
            Function<String, String> greeting = greeting(context, settings);
            server.http.start();
            context.getBean(EventDispatcher.class).start();
            server.greeting = greeting.apply(server.url());
            finishLater(context);
            return server;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static ApplicationContext context(
            ServerSettings settings, StartingPool pool, Optional<SandboxCredentials> sandbox) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.host", settings.httpHost());
        // Micronaut reads -1 as "any free port".
        properties.put("micronaut.server.port", settings.httpPort() == 0 ? -1 : settings.httpPort());
        List<Object> singletons = new ArrayList<>(List.of(settings, pool));
        // What makes a context a sandbox's: see DemoFactory.
        sandbox.ifPresent(singletons::add);
        return ApplicationContext.builder()
                .properties(properties)
                .propertySources(
                        FixedProperties.source(), new EnvironmentPropertySource(), new SystemPropertiesPropertySource())
                .enableDefaultPropertySources(false)
                .bootstrapEnvironment(false)
                .environments(settings.sandbox() ? "sandbox" : "production")
                .deduceEnvironment(false)
                .banner(false)
                .singletons(singletons.toArray())
                .build();
    }

    /** Makes what the first answers did not have to wait for, and gives back the memory that only starting took: most of the heap. */
    private static void finishLater(ApplicationContext context) {
        LaterPorts ports = context.getBean(LaterPorts.class);
        PostgresPool pool = context.getBean(PostgresPool.class);
        var _ = context.getBean(TaskScheduler.class).schedule(SETTLING, () -> {
            pool.fill();
            ports.makeAll();
            System.gc();
        });
    }

    /** A setting that an adapter refuses is the operator's to mend, and needs no stack trace. */
    private static RuntimeException explained(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException configuration) {
                return configuration;
            }
            if (cause instanceof FlywayException && sqlState(cause).equals(LOCK_NOT_AVAILABLE)) {
                return new ConfigurationException(List.of(
                        "the tables could not be brought up to this version, because another transaction held one"
                                + " of them for too long (SQL state " + LOCK_NOT_AVAILABLE
                                + "): that step was undone; start it again when that transaction has ended"));
            }
            if (cause instanceof FlywayException) {
                return new ConfigurationException(List.of("the database cannot be used (SQL state " + sqlState(cause)
                        + "): check AURIX_DATABASE_URL, AURIX_DATABASE_USER and AURIX_DATABASE_PASSWORD"));
            }
            if (cause instanceof BindException || isAddressInUse(cause)) {
                return new ConfigurationException(
                        List.of("the port is in use by another program: set AURIX_HTTP_PORT to another one"));
            }
        }
        return failure;
    }

    /** As Netty's epoll says it. */
    private static boolean isAddressInUse(Throwable failure) {
        return failure instanceof Errors.NativeIoException nativeFailure
                && nativeFailure.expectedErr() == -ADDRESS_IN_USE;
    }

    /** Why the database cannot be used, without the library's words, which quote the URL (RS-19). */
    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "unknown";
    }

    /** What to tell of a server at a URL; a sandbox's demo partner is in place when this returns. */
    private static Function<String, String> greeting(ApplicationContext context, ServerSettings settings) {
        if (!settings.sandbox()) {
            return "Aurix is ready at "::concat;
        }
        DemoPartner demo = context.getBean(DemoPartner.class);
        return url -> new SandboxGuide(url, demo, settings.secrets(), settings.dataDir()).text();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://" + http.getHost() + ":" + http.getPort();
    }

    /** What to tell whoever started it. */
    public String greeting() {
        return greeting;
    }

    /** The use cases behind it. */
    public Aurix aurix() {
        return context.getBean(Aurix.class);
    }

    private void drainRequests() {
        try {
            context.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(DRAINING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("some requests did not end within {} seconds", DRAINING.toSeconds());
        }
    }

    /**
     * Drains and stops: takes no new requests, lets those under way and the deliveries under way end, then closes the database.
     * Closing again does nothing.
     */
    @Override
    public void close() {
        if (!context.isRunning()) {
            return;
        }
        LOG.info("stopping: requests and deliveries under way are finished first");
        drainRequests();
        // Nobody waits for these any more, but they were taken.
        aurix().close();
        // What the last requests caused is handed over by now. Stopping the server closes everything else with it.
        context.getBean(EventDispatcher.class).close();
        http.stop();
        postgres.ifPresent(EmbeddedPostgres::close);
        LOG.info("stopped");
    }
}

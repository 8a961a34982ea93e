package sg.com.aurix.bootstrap;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.adapters.persistence.embedded.EmbeddedPostgresException;
import sg.com.aurix.bootstrap.settings.ConfigurationException;

/** The program: production, or with {@code --sandbox} the sandbox. */
public final class Main {
    private static final String USAGE = """
        Usage: java -jar aurix.jar [--sandbox]

          (no option)  production: your PostgreSQL, your secrets, from environment variables
          --sandbox    a server to try things on: its own PostgreSQL, a demo partner, credentials drawn at the first start
          --help       this text

        docs/running.md lists the environment variables.\
        """;

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /**
     * Starts a server that runs until the process is told to stop. Ends the process with exit code 1 where it cannot be started as
     * it is set up, and with 2 for an option that does not exist.
     */
    public static void main(String[] args) {
        switch (List.of(args)) {
            case List<String> none when none.isEmpty() -> start(false);
            case List<String> one when one.equals(List.of("--sandbox")) -> start(true);
            case List<String> one when one.equals(List.of("--help")) -> say(System.out, USAGE);
            default -> {
                say(System.err, USAGE);
                System.exit(2);
            }
        }
    }

    private static void start(boolean sandbox) {
        Map<String, String> variables = System.getenv();
        try {
            AurixServer server = sandbox ? AurixServer.sandbox(variables) : AurixServer.production(variables);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            say(System.out, server.greeting());
        } catch (ConfigurationException | EmbeddedPostgresException e) {
            say(System.err, "Aurix cannot start:" + System.lineSeparator() + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("Aurix cannot start, for a reason that it does not know", e);
            System.exit(1);
        }
    }

    private static void say(PrintStream out, String text) {
        out.println(text);
        out.flush();
    }
}

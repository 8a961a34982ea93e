package sg.com.aurix.adapters.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.application.Aurix;
import sg.com.aurix.application.inmemory.InMemory;
import sg.com.aurix.application.port.Delivery;
import sg.com.aurix.application.usecase.DeliverEvents;

/** The surfaces on a real server, with everything behind them in memory. */
public final class TestServer implements AutoCloseable {
    /** The admin token of every test server. */
    public static final String ADMIN_TOKEN = "operators-only";

    private final TestClock clock = new TestClock();
    private final Listener listener = new Listener();
    private final Aurix aurix =
            Aurix.over(InMemory.ports(listener, clock, new Random(11))).build();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final EmbeddedServer server;

    private TestServer(HttpSettings settings, List<Object> instead) {
        List<Object> beans = new ArrayList<>(List.of(
                settings,
                new Random(13),
                aurix.trackClick(),
                aurix.repeatHandOff(),
                aurix.collectLeadData(),
                aurix.configureWebhook(),
                aurix.testWebhook(),
                aurix.explainSignature(),
                aurix.listDeliveries(),
                aurix.redeliverEvents(),
                aurix.authenticatePartner(),
                aurix.administerPartners()));
        beans.addAll(instead.isEmpty() ? List.of(aurix.listLeads(), aurix.listAttribution()) : instead);
        server = ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", -1))
                .singletons(beans.toArray())
                .beanDefinitions(TestClock.insteadOfTheSystems(clock))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    /** A server with nothing in front of it, for all tests together: each makes a partner of its own. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /** A server behind these proxies, reached under that address. */
    public static TestServer start(TrustedProxies proxies, Optional<URI> publicUrl) {
        return new TestServer(new HttpSettings(proxies, publicUrl, new AdminToken(ADMIN_TOKEN)), List.of());
    }

    /** A server on which these use cases stand for the two lists. */
    public static TestServer startWithLists(Object... useCases) {
        HttpSettings settings = new HttpSettings(TrustedProxies.NONE, Optional.empty(), new AdminToken(ADMIN_TOKEN));
        return new TestServer(settings, List.of(useCases));
    }

    /** A call of that method to that path and query. */
    public Call call(String method, String pathAndQuery) {
        return new Call(client, URI.create(server.getURI() + pathAndQuery), method);
    }

    /** A GET. */
    public Call get(String pathAndQuery) {
        return call("GET", pathAndQuery);
    }

    /** A new partner with a key, a channel and whatever a test then lets happen. */
    public TestPartner newPartner() {
        return TestPartner.in(aurix, clock, this::call);
    }

    /** The use cases behind the surfaces. */
    public Aurix aurix() {
        return aurix;
    }

    /** The listeners of all partners. */
    public Listener listener() {
        return listener;
    }

    /** Attempts every event that is due, as a dispatcher does. */
    public void deliverWhatIsDue() {
        DeliverEvents deliverEvents = aurix.deliverEvents();
        for (List<Delivery> due = claim(); !due.isEmpty(); due = claim()) {
            deliverEvents.record(due.stream().map(deliverEvents::attempt).toList());
        }
    }

    private List<Delivery> claim() {
        return aurix.deliverEvents().claimDue(100, Set.of());
    }

    /** The clock of everything. */
    public TestClock clock() {
        return clock;
    }

    /** The port that the server listens on. */
    public int port() {
        return server.getPort();
    }

    /** Starts with the first test that asks for it and ends with the JVM. */
    private static final class Shared {
        static final TestServer SERVER = start(TrustedProxies.NONE, Optional.empty());
    }

    @Override
    public void close() {
        client.close();
        server.getApplicationContext().close();
    }
}

package sg.com.aurix.bootstrap;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.util.Map;

/**
 * What Micronaut is told in every server alike. What an operator sets comes from environment variables: see docs/running.md.
 *
 * <p>Here and not in a file, because Micronaut opens the whole jar once more to read one.
 */
final class FixedProperties {
    /** The outbound client of the webhooks: see {@link WebhookFactory}. */
    private static final String CLIENT = "micronaut.http.services.webhooks.";

    private static final String EVENT_LOOPS = "micronaut.netty.event-loops.";

    private static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry("micronaut.application.name", "aurix"),
            Map.entry("micronaut.lifecycle.graceful-shutdown.enabled", true),
            Map.entry("micronaut.lifecycle.graceful-shutdown.grace-period", "15s"),
            // Netty's epoll where its library can be loaded. Both groups, the one that takes connections and the one
            // that serves them: of two kinds, the server does not start.
            Map.entry(EVENT_LOOPS + "parent.prefer-native-transport", true),
            Map.entry(EVENT_LOOPS + "default.prefer-native-transport", true),
            Map.entry(CLIENT + "address-resolver-group-name", WebhookFactory.VETTED),
            Map.entry(CLIENT + "follow-redirects", false),
            Map.entry(CLIENT + "max-content-length", 131_072),
            // The sender's own deadline of ten seconds comes first; these only clean up behind it.
            Map.entry(CLIENT + "connect-timeout", "15s"),
            Map.entry(CLIENT + "read-timeout", "15s"),
            // Less than any server keeps an idle connection: an event must not go out on one that is being closed.
            Map.entry(CLIENT + "connection-pool-idle-timeout", "1s"),
            Map.entry(CLIENT + "proxy-type", "direct"),
            // Micronaut would make a reader and a writer of every answer that a controller gives when it starts. Nobody
            // reads those, and the first answer of a kind makes its writer.
            Map.entry("jackson.deserialization.EAGER_DESERIALIZER_FETCH", false),
            Map.entry("jackson.serialization.EAGER_SERIALIZER_FETCH", false),
            Map.entry("endpoints.all.enabled", false),
            Map.entry("endpoints.health.enabled", true),
            Map.entry("endpoints.health.sensitive", false),
            Map.entry("endpoints.health.details-visible", "never"));

    private FixedProperties() {}

    /** Where a file's would be: behind system properties and environment variables of Micronaut's own names. */
    static PropertySource source() {
        return PropertySource.of("aurix", ALL, YamlPropertySourceLoader.DEFAULT_POSITION);
    }
}

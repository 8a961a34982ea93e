package sg.com.aurix.bootstrap;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import sg.com.aurix.adapters.persistence.PostgresPool;
import sg.com.aurix.adapters.persistence.PostgresSchema;
import sg.com.aurix.adapters.persistence.PostgresSettings;
import sg.com.aurix.adapters.persistence.PostgresStore;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender;

/** Brings the schema up to date, opens the pool, and gathers all ports. */
@Factory
final class PersistenceFactory {
    @Singleton
    @Bean(preDestroy = "close")
    PostgresPool pool(PostgresSettings settings) {
        PostgresSchema.migrate(settings);
        return PostgresPool.open(settings);
    }

    @Singleton
    Ports ports(
            PostgresStore store,
            LeadExtractor leadExtractor,
            WebhookSender sender,
            InstantSource clock,
            SecureRandom secureRandom) {
        // Drawn at each start: the claims of a node that died are not those of the node that took its place.
        UUID node = UUID.randomUUID();
        return new Ports(
                store.partners(),
                store.apiKeys(),
                store.channels(),
                store.sessions(),
                store.clicks(),
                store.conversations(),
                store.leads(),
                store.webhooks(),
                store.outbox(node, UseCaseFactory.LEASE, clock),
                store.unitOfWork(),
                leadExtractor,
                sender,
                clock,
                secureRandom);
    }
}

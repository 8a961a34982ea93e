package sg.com.aurix.bootstrap;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import sg.com.aurix.adapters.persistence.PostgresPool;
import sg.com.aurix.adapters.persistence.PostgresStore;
import sg.com.aurix.adapters.persistence.SecretKeys;
import sg.com.aurix.adapters.persistence.UnusableSecretKeysException;
import sg.com.aurix.application.port.BotDetector;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.bootstrap.settings.ConfigurationException;
import sg.com.aurix.bootstrap.settings.ServerSettings;

/** Waits for the pool, brings the encryption of secrets up to date, and gathers all ports. */
@Factory
final class PersistenceFactory {
    @Singleton
    @Bean(preDestroy = "close")
    PostgresPool pool(StartingPool starting) {
        return starting.await();
    }

    @Singleton
    SecretKeys secretKeys(ServerSettings settings) {
        return settings.secretKeys();
    }

    @Singleton
    Ports ports(
            PostgresStore store,
            ServerSettings settings,
            LeadExtractor leadExtractor,
            BotDetector botDetector,
            WebhookSender sender,
            InstantSource clock,
            SecureRandom secureRandom) {
        encryptSecrets(store, settings);
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
                botDetector,
                sender,
                clock,
                secureRandom);
    }

    private static void encryptSecrets(PostgresStore store, ServerSettings settings) {
        try {
            store.encryptSecrets();
        } catch (UnusableSecretKeysException e) {
            String hint = settings.sandbox() ? "; the sandbox keeps its own in sandbox.properties" : "";
            throw new ConfigurationException(List.of("AURIX_SECRET_KEY: " + e.getMessage() + hint));
        }
    }
}

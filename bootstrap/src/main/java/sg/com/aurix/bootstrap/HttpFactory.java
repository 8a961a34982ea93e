package sg.com.aurix.bootstrap;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.adapters.http.request.TrustedProxies;
import sg.com.aurix.adapters.http.whatsapp.WhatsAppSettings;
import sg.com.aurix.bootstrap.settings.ConfigurationException;
import sg.com.aurix.bootstrap.settings.ServerSettings;
import sg.com.aurix.domain.InvalidValueException;

/** Makes what the HTTP surfaces ask for. */
@Factory
final class HttpFactory {
    /** In place of Micronaut's own, which are all virtual. */
    @Singleton
    @Bean(preDestroy = "shutdown")
    @Named(TaskExecutors.BLOCKING)
    @Replaces(value = ExecutorService.class, named = TaskExecutors.BLOCKING)
    ExecutorService waitingThreads(ServerSettings settings) {
        return new WaitingThreads(settings.databaseConnections());
    }

    @Singleton
    HttpSettings httpSettings(ServerSettings settings) {
        return new HttpSettings(trustedProxies(settings), settings.publicUrl(), adminToken(settings));
    }

    private static TrustedProxies trustedProxies(ServerSettings settings) {
        try {
            return TrustedProxies.of(settings.trustedProxies());
        } catch (InvalidValueException e) {
            throw new ConfigurationException(List.of("AURIX_TRUSTED_PROXIES " + e.expected()));
        }
    }

    private static AdminToken adminToken(ServerSettings settings) {
        try {
            return new AdminToken(settings.secrets().adminToken());
        } catch (InvalidValueException e) {
            throw new ConfigurationException(List.of("AURIX_ADMIN_TOKEN " + e.expected()));
        }
    }

    @Singleton
    WhatsAppSettings whatsAppSettings(ServerSettings settings) {
        return new WhatsAppSettings(
                settings.secrets().whatsAppVerifyToken(), settings.secrets().whatsAppAppSecret());
    }
}

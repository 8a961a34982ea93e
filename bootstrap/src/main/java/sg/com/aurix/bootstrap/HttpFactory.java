package sg.com.aurix.bootstrap;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
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

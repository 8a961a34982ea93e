package sg.com.aurix.bootstrap;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.RawHttpClientRegistry;
import io.netty.resolver.AddressResolverGroup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import sg.com.aurix.adapters.webhook.HttpWebhookSender;
import sg.com.aurix.adapters.webhook.guard.AddressPolicy;
import sg.com.aurix.adapters.webhook.guard.VettedAddressResolverGroup;
import sg.com.aurix.adapters.webhook.guard.WebhookUrlCheck;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.bootstrap.settings.ConfigurationException;
import sg.com.aurix.bootstrap.settings.ServerSettings;

/** Makes the outbound side: the client that dials vetted addresses only, and the sender on top of it. */
@Factory
final class WebhookFactory {
    /** What the client's settings call its resolver: see {@link FixedProperties}. */
    static final String VETTED = "vetted";

    @Singleton
    AddressPolicy addressPolicy(ServerSettings settings) {
        try {
            return AddressPolicy.opening(settings.webhookNetworks());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of("AURIX_WEBHOOK_ALLOWED_NETWORKS: " + e.getMessage()));
        }
    }

    @Singleton
    @Named(VETTED)
    AddressResolverGroup<InetSocketAddress> resolver(AddressPolicy policy) {
        return new VettedAddressResolverGroup(policy);
    }

    /** The policy is made at once, because it may be refused; the client, with all that TLS takes, with the sender. */
    @Singleton
    LaterPorts.WebhookSenderMaker senderMaker(
            BeanProvider<RawHttpClientRegistry> clients, AddressPolicy policy, ServerSettings settings) {
        return () -> new HttpWebhookSender(
                clients.get()
                        .getRawClient(HttpVersionSelection.forLegacyVersion(HttpVersion.HTTP_1_1), "webhooks", null),
                new WebhookUrlCheck(policy, settings.webhookHttpAllowed()));
    }

    @Singleton
    WebhookSender sender(LaterPorts ports) {
        return ports.webhookSender();
    }
}

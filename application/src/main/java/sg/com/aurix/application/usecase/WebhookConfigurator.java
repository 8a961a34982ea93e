package sg.com.aurix.application.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sg.com.aurix.application.port.UnitOfWork;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.application.port.WebhookSender.Check;
import sg.com.aurix.application.port.Webhooks;
import sg.com.aurix.domain.TimeOrderedId;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookId;
import sg.com.aurix.domain.webhook.WebhookSecret;

final class WebhookConfigurator implements ConfigureWebhook {
    private final UnitOfWork unitOfWork;
    private final Webhooks webhooks;
    private final Recent<PartnerId, Webhook> recentWebhooks;
    private final WebhookSender sender;
    private final InstantSource clock;
    private final RandomGenerator secureRandom;

    WebhookConfigurator(
            UnitOfWork unitOfWork,
            Webhooks webhooks,
            Recent<PartnerId, Webhook> recentWebhooks,
            WebhookSender sender,
            InstantSource clock,
            RandomGenerator secureRandom) {
        this.unitOfWork = unitOfWork;
        this.webhooks = webhooks;
        this.recentWebhooks = recentWebhooks;
        this.sender = sender;
        this.clock = clock;
        this.secureRandom = secureRandom;
    }

    @Override
    public Outcome register(PartnerId partnerId, Registration registration) {
        Check check = sender.check(registration.url());
        if (check instanceof Check.Refused refused) {
            return new Outcome.Refused(refused.reason());
        }
        Webhook.Change change = new Webhook.Change(
                ((Check.Accepted) check).url(), registration.delivery(), registration.events(), registration.active());
        return new Outcome.Registered(committed(partnerId, () -> register(partnerId, change, clock.instant())));
    }

    private Webhook register(PartnerId partnerId, Webhook.Change change, Instant now) {
        WebhookId id = new WebhookId(TimeOrderedId.of(now, secureRandom));
        Webhook candidate = Webhook.register(id, partnerId, change.url(), WebhookSecret.mint(secureRandom), now)
                .with(change, now);
        Webhook kept = webhooks.addOrGet(candidate);
        return kept.id().equals(id)
                ? kept
                : webhooks.change(partnerId, current -> current.with(change, now))
                        .orElseThrow();
    }

    @Override
    public Optional<Webhook> current(PartnerId partnerId) {
        return webhooks.of(partnerId);
    }

    @Override
    public Rotation rotateSecret(PartnerId partnerId, Duration overlap) {
        WebhookSecret fresh = WebhookSecret.mint(secureRandom);
        Instant now = clock.instant();
        return committed(partnerId, () -> webhooks.change(partnerId, current -> rotated(current, fresh, now, overlap)))
                .<Rotation>map(webhook ->
                        webhook.secret().equals(fresh) ? new Rotation.Rotated(webhook) : new Rotation.TooManySecrets())
                .orElseGet(Rotation.NoWebhook::new);
    }

    /** Runs what changes the partner's webhook, after which deliveries go by the change. */
    private <T> T committed(PartnerId partnerId, Supplier<T> change) {
        try {
            return unitOfWork.run(change);
        } finally {
            // Also where the commit was not confirmed: it may have been made.
            recentWebhooks.forget(partnerId);
        }
    }

    private static Webhook rotated(Webhook current, WebhookSecret fresh, Instant now, Duration overlap) {
        return current.secrets()
                .rotated(fresh, now, overlap)
                .map(secrets -> current.with(secrets, now))
                .orElse(current);
    }
}

package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
import sg.com.aurix.domain.webhook.WebhookUrl;

final class WebhookConfigurator implements ConfigureWebhook {
    private final UnitOfWork unitOfWork;
    private final Webhooks webhooks;
    private final WebhookSender sender;
    private final InstantSource clock;
    private final RandomGenerator secureRandom;

    WebhookConfigurator(
            UnitOfWork unitOfWork,
            Webhooks webhooks,
            WebhookSender sender,
            InstantSource clock,
            RandomGenerator secureRandom) {
        this.unitOfWork = unitOfWork;
        this.webhooks = webhooks;
        this.sender = sender;
        this.clock = clock;
        this.secureRandom = secureRandom;
    }

    @Override
    public Outcome register(PartnerId partnerId, String url) {
        Check check = sender.check(url);
        if (check instanceof Check.Refused refused) {
            return new Outcome.Refused(refused.reason());
        }
        WebhookUrl accepted = ((Check.Accepted) check).url();
        return new Outcome.Registered(unitOfWork.run(() -> webhooks.register(candidate(partnerId, accepted))));
    }

    private Webhook candidate(PartnerId partnerId, WebhookUrl url) {
        Instant now = clock.instant();
        WebhookId id = new WebhookId(TimeOrderedId.of(now, secureRandom));
        return new Webhook(id, partnerId, url, WebhookSecret.mint(secureRandom), true, now, now);
    }

    @Override
    public Optional<Webhook> current(PartnerId partnerId) {
        return webhooks.of(partnerId);
    }
}

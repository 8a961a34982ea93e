package sg.com.aurix.application.port;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Everything the system needs, in one place: what an embedder provides.
 *
 * @param clock the time; the use cases see it in whole microseconds
 * @param secureRandom where ids, keys and secrets are drawn from; a {@link java.security.SecureRandom} outside tests
 */
public record Ports(
        Partners partners,
        ApiKeys apiKeys,
        Channels channels,
        Sessions sessions,
        Clicks clicks,
        Conversations conversations,
        Leads leads,
        Webhooks webhooks,
        Outbox outbox,
        UnitOfWork unitOfWork,
        LeadExtractor leadExtractor,
        BotDetector botDetector,
        WebhookSender webhookSender,
        InstantSource clock,
        RandomGenerator secureRandom) {}

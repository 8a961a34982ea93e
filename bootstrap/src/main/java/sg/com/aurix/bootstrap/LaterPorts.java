package sg.com.aurix.bootstrap;

import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.port.BotDetector;
import sg.com.aurix.application.port.LeadExtractor;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.WebhookSender;
import sg.com.aurix.bootstrap.bots.ListBotDetector;
import sg.com.aurix.bootstrap.extraction.LibraryLeadExtractor;
import sg.com.aurix.domain.conversation.InboundMessage;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.webhook.WebhookUrl;

/**
 * The ports whose making takes long, because of what they read and compile: they are there at once, and what is behind them is made later.
 * Whoever needs one sooner has it made, and whoever asks meanwhile waits for it; where it cannot be made, the next one tries again.
 */
@Singleton
final class LaterPorts {
    private static final Logger LOG = LoggerFactory.getLogger(LaterPorts.class);

    private final Supplier<BotDetector> botDetector = SupplierUtil.memoized(ListBotDetector::new);
    private final Supplier<LeadExtractor> leadExtractor = SupplierUtil.memoized(LibraryLeadExtractor::new);
    private final Supplier<WebhookSender> webhookSender;

    LaterPorts(WebhookSenderMaker maker) {
        this.webhookSender = SupplierUtil.memoized(maker::make);
    }

    /** Makes what nobody has asked for yet, in the order in which it is likely to be needed. */
    void makeAll() {
        for (Supplier<?> port : List.of(botDetector, webhookSender, leadExtractor)) {
            try {
                var _ = port.get();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("not all is in place yet; whatever needs it tries again", e);
            }
        }
    }

    BotDetector botDetector() {
        return userAgent -> botDetector.get().isBot(userAgent);
    }

    LeadExtractor leadExtractor() {
        return new LeadExtractor() {
            @Override
            public Extracted extract(InboundMessage message, Channel channel) {
                return leadExtractor.get().extract(message, channel);
            }

            @Override
            public String normalize(FieldKey key, String written, Channel channel) {
                return leadExtractor.get().normalize(key, written, channel);
            }
        };
    }

    WebhookSender webhookSender() {
        return new WebhookSender() {
            @Override
            public Check check(String url) {
                return webhookSender.get().check(url);
            }

            @Override
            public Answer send(WebhookUrl url, Map<String, String> headers, OutboxEvent event) {
                return webhookSender.get().send(url, headers, event);
            }
        };
    }

    /** Makes the sender and the client below it. */
    @FunctionalInterface
    interface WebhookSenderMaker {
        WebhookSender make();
    }
}

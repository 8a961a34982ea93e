package sg.com.aurix.adapters.http.whatsapp;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.RequestBody;
import sg.com.aurix.application.port.StoreUnavailableException;
import sg.com.aurix.application.usecase.ReceiveMessage;
import sg.com.aurix.application.usecase.ReceiveMessage.Outcome;
import sg.com.aurix.domain.conversation.InboundMessage;

/** The webhook that WhatsApp calls: a handshake when the operator registers it, then deliveries (LD-1, LD-6). */
@Controller("/channels/whatsapp/webhook")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WhatsAppController {
    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppController.class);

    private final byte[] verifyToken;
    private final HubSignature signature;
    private final DeliveryReader reader;
    private final ReceiveMessage receiveMessage;

    WhatsAppController(WhatsAppSettings settings, ReceiveMessage receiveMessage, InstantSource clock) {
        this.verifyToken = settings.verifyToken().getBytes(StandardCharsets.UTF_8);
        this.signature = new HubSignature(settings.appSecret());
        this.reader = new DeliveryReader(clock);
        this.receiveMessage = receiveMessage;
    }

    /** Echoes the challenge to whoever knows the verify token. */
    @Get(produces = MediaType.ALL)
    HttpResponse<String> shakeHands(HttpRequest<?> request) {
        HttpParameters query = request.getParameters();
        String challenge = query.get("hub.challenge");
        if (!"subscribe".equals(query.get("hub.mode"))
                || !isVerifyToken(query.get("hub.verify_token"))
                || challenge == null) {
            throw ApiException.of(
                    HttpStatus.FORBIDDEN,
                    "Send hub.mode=subscribe, hub.challenge, and in hub.verify_token the verify token set on this"
                            + " server.");
        }
        return HttpResponse.ok(challenge).contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    /** Takes a delivery; what it changes is committed when this answers 200. */
    @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
    HttpResponse<?> receive(HttpRequest<?> request) {
        @Nullable String presented = request.getHeaders().get(HubSignature.HEADER);
        // Strangers get no memory for a body that cannot be WhatsApp's (RS-21).
        if (!HubSignature.isWellFormed(presented)) {
            throw unsigned();
        }
        byte[] delivery = RequestBody.read(request, BodyLimit.WHATSAPP);
        if (!signature.vouchesFor(delivery, presented)) {
            throw unsigned();
        }
        receiveAll(reader.read(delivery));
        return HttpResponse.ok();
    }

    private static ApiException unsigned() {
        return ApiException.of(
                HttpStatus.UNAUTHORIZED,
                "Send " + HubSignature.HEADER
                        + ": sha256= and the HMAC-SHA256 of the body, keyed with the app secret.");
    }

    private boolean isVerifyToken(@Nullable String presented) {
        return presented != null && MessageDigest.isEqual(verifyToken, presented.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes each message in a unit of work of its own, so that none costs the others (RS-6). Where one failed that may fare better
     * another time, WhatsApp must not be told 200: it delivers again, and the messages that were taken are then known (LD-6).
     */
    private void receiveAll(List<InboundMessage> messages) {
        RuntimeException failure = null;
        for (InboundMessage message : messages) {
            try {
                receive(message);
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void receive(InboundMessage message) {
        switch (receiveMessage.receive(message)) {
            case Outcome.Correlated correlated ->
                LOG.debug(
                        "Conversation {} is linked to a session",
                        correlated.lead().conversation().id());
            case Outcome.Unreferenced unreferenced ->
                LOG.debug(
                        "Conversation {} goes on",
                        unreferenced.lead().conversation().id());
            case Outcome.AlreadySeen() -> LOG.debug("WhatsApp delivered a message again");
            case Outcome.UnknownChannel(var id) ->
                LOG.warn("Passed over a WhatsApp message: no partner has channel {}", id);
        }
    }
}

package sg.com.aurix.adapters.http.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.adapters.http.request.BodyLimit;
import sg.com.aurix.adapters.http.request.JsonRequest;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.TextRule;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.MessageId;
import sg.com.aurix.domain.partner.PhoneNumber;

/** The visitor's phone: what is written on it is delivered to our webhook, as WhatsApp would. */
@Controller("/demo/phone/messages")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, JsonAnswer.PROBLEM})
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = DemoSettings.class)
final class PhoneController {
    private static final TextRule NAME = TextRule.line(100);
    /** The longest text of WhatsApp. */
    private static final TextRule TEXT = TextRule.lines(4096);

    private static final String ID_PREFIX = "wamid.";
    private static final Pattern GIVEN_ID = Pattern.compile("wamid[.][\\x21-\\x7e]{1,200}");
    private static final int ID_BYTES = 30;

    private final DemoSettings settings;
    private final WhatsAppStandIn whatsApp;
    private final RandomGenerator random;
    private final InstantSource clock;

    PhoneController(DemoSettings settings, WhatsAppStandIn whatsApp, RandomGenerator random, InstantSource clock) {
        this.settings = settings;
        this.whatsApp = whatsApp;
        this.random = random;
        this.clock = clock;
    }

    /** Sends a message; one whose id was sent before is the same message, delivered again. */
    @Post
    HttpResponse<SentMessageResponse> send(HttpRequest<?> request) {
        JsonFields fields = JsonRequest.read(request, BodyLimit.PHONE_MESSAGE);
        var waId = fields.required("wa_id", PhoneNumber::new);
        var userId = fields.required("user_id", ContactUserId::new);
        var name = fields.required("name", NAME::check);
        var text = fields.required("text", TEXT::check);
        var givenId = fields.optional("message_id", PhoneController::givenId);
        PhoneMessage message = fields.complete(() -> new PhoneMessage(
                givenId.get().orElseGet(this::drawId),
                waId.get(),
                userId.get(),
                name.get(),
                text.get(),
                clock.instant()));
        WhatsAppStandIn.Posted posted = whatsApp.deliver(message.toPayload(settings.channel()));
        return JsonAnswer.ok(SentMessageResponse.of(message.id(), posted))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static MessageId givenId(String written) {
        if (!GIVEN_ID.matcher(written).matches()) {
            throw new InvalidValueException("must be " + ID_PREFIX
                    + " and 1 to 200 visible ASCII characters, as the answer to an earlier message gave it");
        }
        return new MessageId(written);
    }

    private MessageId drawId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new MessageId(ID_PREFIX + Base64.getEncoder().encodeToString(bytes));
    }
}

package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import sg.com.aurix.application.port.LeadRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.domain.partner.PartnerId;

/** A partner of its own for one test, made through the admin API: its key, its channel and its widget token. */
public record TestPartner(Calls calls, String id, String apiKey, String channelId, String widgetToken) {
    private static final AtomicLong CHANNELS = new AtomicLong(100_000_000_000L);

    /** Makes one, with a channel whose lead form asks for name, email and phone number. */
    public static TestPartner create() {
        return create(new Calls(TestSandbox.url()));
    }

    /** A partner of the server that these calls go to. */
    public static TestPartner create(Calls calls) {
        String id = admin(calls, "/admin/partners", "{\"name\":\"Glow Salon\"}")
                .path("partner_id")
                .asText();
        String apiKey = admin(calls, "/admin/partners/" + id + "/keys", "")
                .path("api_key")
                .asText();
        String channelId = Long.toString(CHANNELS.incrementAndGet());
        JsonNode channel = admin(calls, "/admin/partners/" + id + "/channels", """
            {"channel_id":"%s","phone_number":"+968 9123 4567","display_name":"Glow",
             "message_template":"Hi, I would like to book."}\
            """.formatted(channelId));
        return new TestPartner(
                calls, id, apiKey, channelId, channel.path("widget_token").asText());
    }

    private static JsonNode admin(Calls calls, String path, String json) {
        var answer = Calls.patiently(() -> calls.send("POST", path, TestSandbox.ADMIN_TOKEN, json));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Calls.json(answer);
    }

    /** Registers the listener and returns the secret. */
    public String listenWith(Listener listener) {
        return listenAt(listener.url());
    }

    /** Registers a listener's address and returns the secret. */
    public String listenAt(String url) {
        String json = "{\"url\":\"" + url + "\"}";
        var answer = Calls.patiently(() -> calls.send("PUT", "/integrations/external/webhook-config", apiKey, json));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Calls.json(answer).path("secret").asText();
    }

    /** Clicks as a new device and returns the correlation id. */
    public String click(String clickUrl) {
        String device = UUID.randomUUID().toString();
        var answer = Calls.patiently(() -> calls.click(widgetToken, device, clickUrl));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Calls.json(answer).path("correlation_id").asText();
    }

    /** The id of the only conversation there is; partners learn it from events, and this asks the use case. */
    long onlyConversation() {
        PartnerId partnerId = new PartnerId(UUID.fromString(id));
        List<LeadRow> leads = TestSandbox.server()
                .aurix()
                .listLeads()
                .list(partnerId, PageRequest.first(2))
                .rows();
        assertThat(leads).hasSize(1);
        return leads.getFirst().lead().conversation().id().value();
    }

    JsonNode leads() {
        return Calls.json(calls.get("/integrations/external/leads", apiKey)).path("data");
    }

    JsonNode attribution() {
        return Calls.json(calls.get("/integrations/external/attribution", apiKey))
                .path("data");
    }
}

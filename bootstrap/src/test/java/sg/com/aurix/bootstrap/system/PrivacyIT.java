package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;

/** The canary: secrets and personal data go through a server in every way we know of, and none of them shows in its log (RS-19). */
class PrivacyIT {
    private static final String EMAIL = "canary.bird@example.com";
    private static final String PHONE = "96899001122";
    private static final String MISTYPED_KEY = "axk_canary0000000000000000000000000000";

    @Test
    @Requirement("RS-19")
    void a_log_holds_no_secret_no_key_no_e_mail_address_and_no_phone_number() {
        int port = ServerProcess.freePort();
        try (ServerProcess server = ServerProcess.sandbox(TestSandbox.emptyDataDir(), port)) {
            Calls calls = server.calls();
            String secret = useEverything(calls);
            server.terminate();
            server.exitCode();

            String log = server.output().replaceAll("(?s)\\RAurix sandbox is ready at.*?/openapi\\R", "");
            assertThat(log).contains("stopped");
            assertThat(log)
                    .doesNotContain(EMAIL, "canary", PHONE, "9900 1122", secret, MISTYPED_KEY)
                    .doesNotContain(
                            TestSandbox.API_KEY,
                            TestSandbox.ADMIN_TOKEN,
                            TestSandbox.APP_SECRET,
                            TestSandbox.VERIFY_TOKEN);
        }
    }

    private static String useEverything(Calls calls) {
        String prefix = "/integrations/external/";
        JsonNode webhook = Calls.json(calls.send(
                "PUT", prefix + "webhook-config", TestSandbox.API_KEY, "{\"url\":\"http://127.0.0.1:1/canary\"}"));
        String reference = Calls.json(calls.click(
                        TestSandbox.WIDGET_TOKEN, UUID.randomUUID().toString(), "https://example.com/?mail=" + EMAIL))
                .path("correlation_id")
                .asText();
        for (String text :
                List.of("Reference: " + reference, "I am " + EMAIL + ", call +" + PHONE, "\\u0000 " + EMAIL)) {
            calls.whatsApp(Messages.payload("791163770738681", "canary", PHONE, "wamid." + UUID.randomUUID(), text));
        }
        calls.whatsApp("{\"canary\":\"" + EMAIL + "\"");
        calls.send(
                "POST",
                prefix + "conversations/1/lead-data",
                TestSandbox.API_KEY,
                "{\"fields\":{\"email\":\"" + EMAIL + "\"}}");
        calls.send(
                "POST",
                prefix + "conversations/1/lead-data",
                TestSandbox.API_KEY,
                "{\"fields\":{\"email\":\"@" + EMAIL + "\"}}");
        calls.send(
                "POST",
                prefix + "conversations/1/lead-data",
                TestSandbox.API_KEY,
                "{\"fields\":{\"phone\":\"x" + PHONE + "\"}");
        calls.get(prefix + "leads?cursor=" + EMAIL, TestSandbox.API_KEY);
        calls.get(prefix + "leads", MISTYPED_KEY);
        calls.get("/admin/partners", MISTYPED_KEY);
        calls.get("/channels/whatsapp/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + MISTYPED_KEY);
        assertThat(Calls.json(calls.get(prefix + "leads", TestSandbox.API_KEY))
                        .at("/data/0/lead_json/contact_email")
                        .asText())
                .isEqualTo(EMAIL);
        return webhook.path("secret").asText();
    }
}

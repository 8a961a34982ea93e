package sg.com.aurix.bootstrap.sandbox;

import java.nio.file.Path;
import sg.com.aurix.bootstrap.settings.ServerSettings.Secrets;

/** What a started sandbox prints: where it is, its credentials, and the whole journey as commands to paste. */
public record SandboxGuide(String url, DemoPartner demo, Secrets secrets, Path dataDir) {
    /** The text, for a terminal. */
    public String text() {
        return """

            Aurix sandbox is ready at %1$s   (Ctrl-C stops it; the data stays in %2$s)

            Open %1$s/demo in a browser and watch a click become a lead.

            The same journey by hand, from a click to a known person. Paste the blocks into another terminal, one after the other.

            # 1. What the sandbox drew at its first start
            export AURIX=%1$s
            export AURIX_API_KEY='%3$s'
            export AURIX_WIDGET_TOKEN='%4$s'
            export AURIX_ADMIN_TOKEN='%5$s'
            export AURIX_APP_SECRET='%6$s'
            export AURIX_VERIFY_TOKEN='%7$s'

            # 2. Register a listener. The answer holds the secret that verifies what it receives.
            curl -s -X PUT "$AURIX/integrations/external/webhook-config" \\
              -H "Authorization: Bearer $AURIX_API_KEY" -H 'Content-Type: application/json' \\
              -d '{"url":"http://127.0.0.1:9000/webhooks/aurix"}'

            # 3. In a third terminal, start that listener (in the project's folder), with the secret from step 2.
            #    It needs Java 17 or newer, prints every event and verifies its signature.
            AURIX_WEBHOOK_SECRET='aurix_...' java docs/examples/WebhookListener.java

            # 4. A visitor clicks the button on the website. The listener hears widget.click.
            CLICK=$(curl -s -X POST "$AURIX/widget/clicks" -H 'Content-Type: application/json' -d '{
              "token":"'"$AURIX_WIDGET_TOKEN"'","device_id":"9fad5f62-2d08-49d4-852a-b48be43beb68",
              "click_url":"https://example.com/landing?utm_source=google"}'); echo "$CLICK"
            REFERENCE=$(echo "$CLICK" | sed 's/.*"correlation_id":"\\([^"]*\\)".*/\\1/')

            # 5. The visitor sends the pre-filled message; WhatsApp delivers it, signed. The listener hears lead.correlated.
            whatsapp() {
              BODY='{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                "messaging_product":"whatsapp","metadata":{"display_phone_number":"%8$s","phone_number_id":"%9$s"},
                "contacts":[{"profile":{"name":"Sara Ahmed"},"wa_id":"96899001122"}],
                "messages":[{"from":"96899001122","id":"wamid.'"$(date +%%s)$RANDOM"'","timestamp":"'"$(date +%%s)"'",
                  "type":"text","text":{"body":"'"$1"'"}}]}}]}]}'
              SIGNATURE=$(printf %%s "$BODY" | openssl dgst -sha256 -hmac "$AURIX_APP_SECRET" | sed 's/.*= *//')
              curl -s -i -X POST "$AURIX/channels/whatsapp/webhook" -H 'Content-Type: application/json' \\
                -H "X-Hub-Signature-256: sha256=$SIGNATURE" --data-binary "$BODY" | head -1
            }
            whatsapp "Reference: $REFERENCE (Please send this reference number so that we can serve you better, thank you!)"

            # 6. She writes her e-mail address, the last thing the lead form asks for. The listener hears lead.complete.
            whatsapp 'You can write to me at sara@example.com'

            # 7. What the partner's system reads.
            curl -s "$AURIX/integrations/external/leads?limit=5" -H "Authorization: Bearer $AURIX_API_KEY"
            curl -s "$AURIX/integrations/external/attribution?limit=5" -H "Authorization: Bearer $AURIX_API_KEY"

            # 8. What became of each event: attempts, answers, and what can be sent again.
            curl -s "$AURIX/integrations/external/deliveries?limit=5" -H "Authorization: Bearer $AURIX_API_KEY"

            # 9. What a bot collects goes to the conversation, whose id is in the events of steps 5 and 6.
            curl -s -X POST "$AURIX/integrations/external/conversations/1/lead-data" \\
              -H "Authorization: Bearer $AURIX_API_KEY" -H 'Content-Type: application/json' \\
              -d '{"fields":{"preferred_outlet":"Orchard Gateway"}}'

            # Everything else: docs/partners.md, docs/running.md, %1$s/openapi
            """.formatted(
                        url,
                        dataDir,
                        demo.apiKey().value(),
                        demo.channel().widgetToken().value(),
                        secrets.adminToken(),
                        secrets.whatsAppAppSecret(),
                        secrets.whatsAppVerifyToken(),
                        demo.channel().phoneNumber().digits(),
                        demo.channel().id().value());
    }
}

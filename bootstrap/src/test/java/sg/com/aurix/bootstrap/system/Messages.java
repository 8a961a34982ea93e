package sg.com.aurix.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;

/** Writes to a partner's channel as a contact, through WhatsApp. */
public record Messages(TestPartner partner, String contactName) {
    private static final AtomicLong IDS = new AtomicLong();

    Messages(TestPartner partner) {
        this(partner, "Sara Ahmed");
    }

    /** Sends a text that needs no escaping in JSON. */
    public void send(String text) {
        var answer = partner.calls().whatsApp(payload("wamid.SYS" + IDS.incrementAndGet(), text));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    String payload(String messageId, String text) {
        return """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
              "messaging_product":"whatsapp",
              "metadata":{"display_phone_number":"96891234567","phone_number_id":"%s"},
              "contacts":[{"profile":{"name":"%s"},"wa_id":"96899001122"}],
              "messages":[{"from":"96899001122","id":"%s","timestamp":"1795288800","type":"text",
                "text":{"body":"%s"}}]}}]}]}\
            """.formatted(partner.channelId(), contactName, messageId, text);
    }
}

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
        return payload(partner.channelId(), contactName, "96899001122", messageId, text);
    }

    /** What WhatsApp delivers when a contact writes such a text to a channel. */
    public static String payload(String channelId, String name, String phone, String messageId, String text) {
        return """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
              "messaging_product":"whatsapp",
              "metadata":{"display_phone_number":"96891234567","phone_number_id":"%1$s"},
              "contacts":[{"profile":{"name":"%2$s"},"wa_id":"%3$s"}],
              "messages":[{"from":"%3$s","id":"%4$s","timestamp":"1795288800","type":"text",
                "text":{"body":"%5$s"}}]}}]}]}\
            """.formatted(channelId, name, phone, messageId, text);
    }
}

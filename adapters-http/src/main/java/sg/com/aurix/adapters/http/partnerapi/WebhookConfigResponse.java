package sg.com.aurix.adapters.http.partnerapi;

import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.domain.webhook.Webhook;

/** A partner's webhook as documented; further settings go behind these four (API-2, WH-1). */
@EdgeRecord
record WebhookConfigResponse(String id, String targetUrl, String secret, boolean isActive) {
    static WebhookConfigResponse of(Webhook webhook) {
        return new WebhookConfigResponse(
                webhook.id().toString(), webhook.url().value(), webhook.secret().value(), webhook.active());
    }

    /** Without the secret and the address, which may carry a token (RS-19). */
    @Override
    public String toString() {
        return "WebhookConfigResponse[" + id + "]";
    }
}

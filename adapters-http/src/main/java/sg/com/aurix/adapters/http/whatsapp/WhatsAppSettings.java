package sg.com.aurix.adapters.http.whatsapp;

/**
 * What the operator agreed on with Meta for the webhook of the WhatsApp Cloud API (LD-1).
 *
 * @param verifyToken what WhatsApp presents in the handshake
 * @param appSecret what WhatsApp signs its deliveries with
 */
public record WhatsAppSettings(String verifyToken, String appSecret) {
    /** @throws IllegalArgumentException if one of the two is blank: anybody could then pass for WhatsApp */
    public WhatsAppSettings {
        if (verifyToken.isBlank()) {
            throw new IllegalArgumentException("the WhatsApp verify token must not be empty");
        }
        if (appSecret.isBlank()) {
            throw new IllegalArgumentException("the WhatsApp app secret must not be empty");
        }
    }

    /** The mask: both are secrets (RS-19). */
    @Override
    public String toString() {
        return "WhatsAppSettings[***]";
    }
}

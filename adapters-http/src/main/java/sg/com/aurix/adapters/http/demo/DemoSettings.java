package sg.com.aurix.adapters.http.demo;

import sg.com.aurix.domain.partner.ApiKey;
import sg.com.aurix.domain.partner.Channel;

/**
 * Whom the demo is played with. Where nobody provides this, there is no demo.
 *
 * @param apiKey the partner's, shown to whoever opens the demo
 * @param channel the partner's, which the shop's widget leads to and the phone writes to
 */
public record DemoSettings(ApiKey apiKey, Channel channel) {
    /** The mask: the key is a secret, and the channel names a phone number (RS-19). */
    @Override
    public String toString() {
        return "DemoSettings[***]";
    }
}

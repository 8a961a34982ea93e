package sg.com.aurix.adapters.http.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.json.EdgeRecord;
import sg.com.aurix.application.usecase.PublishedTime;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.LeadField;
import sg.com.aurix.domain.partner.LeadForm;

/** A channel as the operator reads it. */
@EdgeRecord
record ChannelResponse(
        String channelId,
        String phoneNumber,
        String displayName,
        @Nullable String previewMessage,
        @Nullable String messageTemplate,
        boolean popup,
        boolean active,
        Form leadForm,
        String widgetToken,
        String createdAt) {
    static ChannelResponse of(Channel channel) {
        return new ChannelResponse(
                channel.id().value(),
                channel.phoneNumber().digits(),
                channel.texts().displayName(),
                channel.texts().previewMessage().orElse(null),
                channel.texts().messageTemplate().orElse(null),
                channel.texts().popup(),
                channel.active(),
                Form.of(channel.leadForm()),
                channel.widgetToken().value(),
                PublishedTime.of(channel.createdAt()));
    }

    /** Without the phone number (RS-19). */
    @Override
    public String toString() {
        return "ChannelResponse[" + channelId + "]";
    }

    /** The data points that the channel collects. */
    @EdgeRecord
    record Form(List<Field> fields) {
        static Form of(LeadForm form) {
            return new Form(form.fields().stream().map(Field::of).toList());
        }
    }

    /** One data point. */
    @EdgeRecord
    record Field(String key, String label, boolean required) {
        static Field of(LeadField field) {
            return new Field(field.key().value(), field.label(), field.required());
        }
    }
}

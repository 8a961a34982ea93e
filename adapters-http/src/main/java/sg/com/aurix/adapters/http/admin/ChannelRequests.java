package sg.com.aurix.adapters.http.admin;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sg.com.aurix.adapters.http.json.JsonFields;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelChange;
import sg.com.aurix.application.usecase.AdministerPartners.ChannelSettings;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadField;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.partner.WidgetTexts;

/** Reads the settings of a channel; phone numbers as people write them. */
final class ChannelRequests {
    private ChannelRequests() {}

    /** All settings of a new channel: without a popup and switched on, unless it says otherwise. */
    static ChannelSettings settings(JsonFields body) {
        var id = body.required("channel_id", ChannelId::new);
        var phoneNumber = body.required("phone_number", PhoneNumber::parse);
        var displayName = body.required("display_name", WidgetTexts.DISPLAY_NAME::check);
        var previewMessage = body.optional("preview_message", WidgetTexts.PREVIEW_MESSAGE::check);
        var messageTemplate = body.optional("message_template", WidgetTexts.MESSAGE_TEMPLATE::check);
        var popup = body.flag("popup", false);
        var active = body.flag("active", true);
        var leadForm = body.optionalObject("lead_form", ChannelRequests::leadForm);
        return body.complete(() -> new ChannelSettings(
                id.get(),
                phoneNumber.get(),
                new WidgetTexts(displayName.get(), previewMessage.get(), messageTemplate.get(), popup.get()),
                leadForm.get().orElse(LeadForm.STANDARD),
                active.get()));
    }

    /**
     * What a merge patch (RFC 7396) changes: what it does not name stays; {@code null} removes a text and brings the standard lead
     * form back, and is refused for what a channel cannot be without.
     */
    static ChannelChange change(JsonFields body, ChannelId id) {
        body.refuseNull("phone_number", "display_name", "popup", "active");
        var _ = body.optional("channel_id", written -> unchanged(written, id));
        var phoneNumber = body.optional("phone_number", PhoneNumber::parse);
        var displayName = body.optional("display_name", WidgetTexts.DISPLAY_NAME::check);
        var previewMessage = removable(body, "preview_message", WidgetTexts.PREVIEW_MESSAGE::check);
        var messageTemplate = removable(body, "message_template", WidgetTexts.MESSAGE_TEMPLATE::check);
        var popup = body.optionalFlag("popup");
        var leadForm = body.optionalObject("lead_form", ChannelRequests::leadForm);
        var active = body.optionalFlag("active");
        Optional<LeadForm> standard = body.isNull("lead_form") ? Optional.of(LeadForm.STANDARD) : Optional.empty();
        return body.complete(() -> new ChannelChange(
                phoneNumber.get(),
                displayName.get(),
                previewMessage.get(),
                messageTemplate.get(),
                popup.get(),
                leadForm.get().or(() -> standard),
                active.get()));
    }

    private static String unchanged(String written, ChannelId id) {
        if (!written.equals(id.value())) {
            throw new InvalidValueException("must be left out or the one of the path: a channel's id cannot change");
        }
        return written;
    }

    private static Supplier<Optional<Optional<String>>> removable(
            JsonFields body, String name, Function<String, String> reader) {
        if (body.isNull(name)) {
            return () -> Optional.of(Optional.empty());
        }
        return body.optional(name, written -> Optional.of(reader.apply(written)));
    }

    private static Supplier<LeadForm> leadForm(JsonFields form) {
        var fields = form.requiredObjects("fields", ChannelRequests::leadField);
        return () -> new LeadForm(fields.get());
    }

    private static Supplier<LeadField> leadField(JsonFields field) {
        var key = field.required("key", FieldKey::new);
        var label = field.optional("label", LeadField.LABEL::check);
        var required = field.requiredFlag("required");
        return () -> new LeadField(key.get(), label.get().orElse(key.get().value()), required.get());
    }
}

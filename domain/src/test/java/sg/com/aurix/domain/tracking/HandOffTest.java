package sg.com.aurix.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import sg.com.aurix.domain.Requirement;
import sg.com.aurix.domain.Samples;
import sg.com.aurix.domain.partner.PhoneNumber;

@Requirement("TR-6")
class HandOffTest {
    @Test
    void the_message_names_the_reference_and_ends_with_the_channels_own_message() {
        HandOff handOff = HandOff.to(Samples.channel(Optional.of("I'd like to book.")), Samples.REFERENCE);

        assertThat(handOff.text())
                .isEqualTo("Reference: O-aB3dE9z (Please send this reference number so that we can serve you better, "
                        + "thank you!) I'd like to book.");
    }

    @Test
    void a_channel_without_a_message_of_its_own_adds_nothing() {
        HandOff handOff = HandOff.to(Samples.channel(Optional.empty()), Samples.REFERENCE);

        assertThat(handOff.url())
                .isEqualTo(
                        "https://wa.me/6587487282?text=Reference%3A%20O-aB3dE9z%20%28Please%20send%20this%20reference"
                                + "%20number%20so%20that%20we%20can%20serve%20you%20better%2C%20thank%20you%21%29");
    }

    @Test
    void what_means_something_in_a_url_is_escaped() {
        HandOff handOff = new HandOff(new PhoneNumber("6587487282"), "a+b & c=100%? #1\né😀");

        assertThat(handOff.url())
                .isEqualTo("https://wa.me/6587487282?text=a%2Bb%20%26%20c%3D100%25%3F%20%231%0A%C3%A9%F0%9F%98%80");
    }

    @Property
    void whatsapp_reads_the_very_text_whatever_it_is(@ForAll @StringLength(max = 40) String text) {
        String valid = text.replaceAll("\\p{Cs}", "");
        String url = new HandOff(new PhoneNumber("6587487282"), valid).url();

        assertThat(url).matches("[A-Za-z0-9:/?=%._*~-]*");
        assertThat(URI.create(url).getQuery()).isEqualTo("text=" + valid);
    }
}

package sg.com.aurix.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.usecase.RepeatHandOff.Outcome;
import sg.com.aurix.domain.partner.ChannelId;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.CorrelationId;

class RepeatHandOffTest {
    private final Salon salon = Salon.open();
    private final TrackClick.Outcome.Tracked clicked = salon.clicked();
    private final CorrelationId id = clicked.click().correlationId();

    @Requirement("TR-6")
    @Test
    void it_is_the_hand_off_of_the_click_and_no_click_of_its_own() {
        Outcome outcome = repeat(Salon.TOKEN, id);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Repeated.class, repeated -> {
            assertThat(repeated.handOff()).isEqualTo(clicked.handOff());
            assertThat(repeated.handOff().text()).startsWith(repeated.brief().text());
            assertThat(repeated.brief().text()).contains(id.value()).endsWith("thank you!)");
            assertThat(repeated.brief().phoneNumber())
                    .isEqualTo(clicked.handOff().phoneNumber());
        });
        assertThat(salon.attribution()).hasSize(1);
        assertThat(salon.listener.heard()).hasSize(1);
    }

    @Test
    void a_session_that_is_not_there_is_unknown_and_so_is_one_in_other_letter_case() {
        assertThat(repeat(Salon.TOKEN, new CorrelationId("O-0000000"))).isEqualTo(new Outcome.UnknownSession());
        assertThat(repeat(
                        Salon.TOKEN, new CorrelationId("O-" + swapped(id.value().substring(2)))))
                .isEqualTo(new Outcome.UnknownSession());
    }

    private static String swapped(String letters) {
        String other = letters.toUpperCase(Locale.ROOT);
        return other.equals(letters) ? letters.toLowerCase(Locale.ROOT) : other;
    }

    @Requirement("API-8")
    @Test
    void another_partners_session_is_unknown() {
        WidgetToken foreign = new WidgetToken("wt_foreign");
        AdministerPartners admin = salon.aurix.administerPartners();
        admin.addChannel(
                admin.addPartner("Other Salon").id(), Salon.settings(new ChannelId("77"), LeadForm.STANDARD), foreign);

        assertThat(repeat(foreign, id)).isEqualTo(new Outcome.UnknownSession());
    }

    @Test
    void an_unknown_token_and_a_channel_that_is_off_are_told_apart() {
        WidgetToken off = salon.channelThatIsOff();

        assertThat(repeat(new WidgetToken("wt_unknown"), id)).isEqualTo(new Outcome.UnknownToken());
        assertThat(repeat(off, id)).isEqualTo(new Outcome.ChannelOff());
    }

    private Outcome repeat(WidgetToken token, CorrelationId reference) {
        return salon.aurix.repeatHandOff().repeat(token, reference);
    }
}

package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.AttributionRow;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.conversation.Reference;
import sg.com.aurix.domain.lead.Lead;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.Session;

/** What is kept comes back as it was. */
class RoundTripTest {
    private static final TimeZone ZONE_BEFORE = TimeZone.getDefault();
    private static final TestStore STORE = TestStore.open();
    private static final TestStore IN_NEW_YORK;

    static {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        IN_NEW_YORK = TestStore.open(STORE.database(), STORE.database().settings());
        // The driver tells PostgreSQL the zone when it connects.
        IN_NEW_YORK.ports().partners().all();
        TimeZone.setDefault(ZONE_BEFORE);
    }

    private final Ports ports = STORE.ports();
    private final Samples samples = Samples.in(ports);

    @AfterAll
    static void close() {
        IN_NEW_YORK.close();
        STORE.close();
    }

    @Requirement("API-2")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T11:17:02.644566Z",
                "2026-01-02T11:17:02.000001Z",
                "2026-01-02T11:17:02.999999Z",
                "2026-01-02T11:17:02Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "9999-12-31T23:59:59.999999Z",
                // What clocks in New York show twice, and never.
                "2025-11-02T05:30:00.123456Z",
                "2025-11-02T06:30:00.123456Z",
                "2026-03-08T07:00:00.000001Z"
            })
    void a_time_survives_to_the_microsecond_wherever_the_server_is(String written) {
        Instant time = Instant.parse(written);
        Ports there = IN_NEW_YORK.ports();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            Partner partner = new Partner(samples.partner().id(), "Glow Salon", time);
            there.partners().add(partner);
            Channel channel = samples.addChannel(partner.id());
            Session session = samples.session(channel, samples.device(), time);
            there.sessions().openOrResume(List.of(session), time);
            Click click = samples.click(session, time);
            there.clicks().record(List.of(click));

            assertThat(ports.partners().find(partner.id())).contains(partner);
            assertThat(there.partners().find(partner.id())).contains(partner);
            assertThat(ports.sessions().find(partner.id(), session.id())).contains(session);
            assertThat(there.clicks().page(partner.id(), PageRequest.first(1)))
                    .extracting(AttributionRow::click)
                    .containsExactly(click);
        } finally {
            TimeZone.setDefault(ZONE_BEFORE);
        }
    }

    @Test
    void collected_data_keeps_every_character_and_its_order() {
        Map<FieldKey, String> values = new LinkedHashMap<>();
        values.put(new FieldKey("zebra"), "\"quoted\" \\ and \\u0000, {\"a\":[1]} 'x'; --");
        values.put(FieldKey.LEAD_TYPE, "نوع الاستفسار 🌸 \u2028\ufffe");
        values.put(new FieldKey("apple"), "two\r\nlines\tand a tab");
        values.put(FieldKey.NAME, "Zoë  Ng ");
        LeadData data = new LeadData(values);
        Channel channel = samples.addChannel();
        Session session = samples.openSession(channel);
        samples.addClick(session);
        Conversation conversation = samples.joinConversation(channel);
        samples.openLead(conversation);

        samples.run(() -> {
            ports.sessions().link(channel.partnerId(), Reference.to(session.id()), conversation.id(), samples.now());
            Lead lead =
                    ports.leads().lock(channel.partnerId(), conversation.id()).orElseThrow();
            ports.leads().save(lead.collect(data, LeadForm.STANDARD, samples.now()));
        });

        Lead kept = ports.leads()
                .page(channel.partnerId(), PageRequest.first(1))
                .get(0)
                .lead();
        assertThat(kept.data()).isEqualTo(data);
        assertThat(kept.data().values().keySet()).containsExactlyElementsOf(values.keySet());
        assertThat(ports.clicks()
                        .page(channel.partnerId(), PageRequest.first(1))
                        .get(0)
                        .leadType())
                .isEqualTo(Optional.of("نوع الاستفسار 🌸 \u2028\ufffe"));
    }
}

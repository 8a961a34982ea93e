package sg.com.aurix.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import sg.com.aurix.application.contract.Requirement;
import sg.com.aurix.application.contract.Samples;
import sg.com.aurix.application.port.Attempt;
import sg.com.aurix.application.port.EventBody;
import sg.com.aurix.application.port.OutboxEvent;
import sg.com.aurix.application.port.Ports;
import sg.com.aurix.application.port.WebhookSender.Answer;
import sg.com.aurix.domain.conversation.Contact;
import sg.com.aurix.domain.conversation.ContactUserId;
import sg.com.aurix.domain.conversation.Conversation;
import sg.com.aurix.domain.lead.LeadData;
import sg.com.aurix.domain.partner.ApiKeyHash;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.FieldKey;
import sg.com.aurix.domain.partner.LeadForm;
import sg.com.aurix.domain.partner.Partner;
import sg.com.aurix.domain.partner.PartnerId;
import sg.com.aurix.domain.partner.PartnerKey;
import sg.com.aurix.domain.partner.PhoneNumber;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.PageContext;
import sg.com.aurix.domain.tracking.PageUrl;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.tracking.Visitor;
import sg.com.aurix.domain.webhook.DeliveryState;
import sg.com.aurix.domain.webhook.Webhook;
import sg.com.aurix.domain.webhook.WebhookSecret;
import sg.com.aurix.domain.webhook.WebhookUrl;

/**
 * Nothing private gets into exceptions and logs, whatever PostgreSQL says: here it refuses every write with a message, a detail and
 * a hint that quote the whole row.
 */
@Requirement("RS-19")
class PrivacyTest {
    private static final TestStore STORE = TestStore.open();
    private static final String PHONE = "6591230001";
    private static final String EMAIL = "canary@example.com";
    private static final String USER_ID = "SG.canary-user";
    private static final String HASH = "ca".repeat(32);
    private static final String SECRET = "aurix_canarycanarycanarycanarycanary12";
    private static final String TEXT = "canary-text";
    private static final String KEY = "canarycanarycanarycanarycanarycanarycanary0=";
    private static final List<String> CANARIES = List.of(PHONE, EMAIL, USER_ID, HASH, SECRET, TEXT, KEY);

    private static final Ports PORTS = STORE.ports();
    private static final Samples SAMPLES = Samples.in(PORTS);
    private static final Channel CHANNEL = SAMPLES.addChannel();
    private static final Session SESSION = SAMPLES.openSession(CHANNEL);
    private static final Conversation CONVERSATION = SAMPLES.joinConversation(CHANNEL);
    private static final OutboxEvent EVENT = SAMPLES.addEvent(CHANNEL.partnerId());
    private static final Instant NOW = SAMPLES.now();

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();

    @BeforeAll
    static void refuse_every_write() {
        SAMPLES.openLead(CONVERSATION);
        STORE.database().execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'refused %', NEW
                    USING ERRCODE = 'P0001', DETAIL = NEW::text, HINT = NEW::text, CONSTRAINT = TG_TABLE_NAME;
            END $$\
            """);
        STORE.database()
                .texts("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r',"
                        + " 'p') AND NOT relispartition")
                .forEach(table -> STORE.database()
                        .execute(
                                "CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION refuse()"
                                        .formatted(table)));
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void listen() {
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop_listening() {
        root.setLevel(levelBefore);
        root.detachAppender(logged);
    }

    /** A write of each table, with something private in it. */
    private static Map<String, Runnable> writes() {
        return Map.of(
                "api_keys",
                () -> {
                    PartnerKey key = SAMPLES.key(CHANNEL.partnerId());
                    PORTS.apiKeys()
                            .add(new PartnerKey(
                                    key.id(), key.partnerId(), new ApiKeyHash(HASH), NOW, Optional.empty()));
                },
                "channels",
                () -> {
                    Channel channel = SAMPLES.channel(CHANNEL.partnerId());
                    PORTS.channels()
                            .add(new Channel(
                                    channel.id(),
                                    channel.partnerId(),
                                    new PhoneNumber(PHONE),
                                    channel.widgetToken(),
                                    channel.texts(),
                                    channel.leadForm(),
                                    true,
                                    NOW));
                },
                "webhooks",
                () -> PORTS.webhooks().addOrGet(secretWebhook(CHANNEL.partnerId())),
                "webhook_secrets",
                () -> {
                    STORE.database().execute("ALTER TABLE webhooks DISABLE TRIGGER refuse");
                    try {
                        PORTS.webhooks().addOrGet(secretWebhook(CHANNEL.partnerId()));
                    } finally {
                        STORE.database().execute("ALTER TABLE webhooks ENABLE TRIGGER refuse");
                    }
                },
                "clicks",
                () -> {
                    Click click = SAMPLES.click(SESSION);
                    PORTS.clicks()
                            .record(List.of(new Click(
                                    click.id(),
                                    click.partnerId(),
                                    click.channelId(),
                                    click.correlationId(),
                                    click.deviceId(),
                                    new PageUrl("https://example.com/?email=" + EMAIL),
                                    Optional.empty(),
                                    new PageContext(
                                            Optional.of(new PageUrl("https://example.com/?email=" + EMAIL)),
                                            Optional.of(TEXT)),
                                    new Visitor(Optional.empty(), Optional.of(TEXT)),
                                    false,
                                    NOW)));
                },
                "conversations",
                () -> PORTS.conversations()
                        .join(
                                CHANNEL,
                                new Contact(
                                        Optional.of(new ContactUserId(USER_ID)), Optional.of(new PhoneNumber(PHONE))),
                                NOW),
                "leads",
                () -> SAMPLES.run(() -> PORTS.leads()
                        .save(PORTS.leads()
                                .lock(CHANNEL.partnerId(), CONVERSATION.id())
                                .orElseThrow()
                                .collect(
                                        new LeadData(Map.of(FieldKey.EMAIL, EMAIL, FieldKey.NAME, TEXT)),
                                        LeadForm.STANDARD,
                                        NOW))),
                "events",
                () -> {
                    OutboxEvent event = SAMPLES.event(CHANNEL.partnerId());
                    PORTS.outbox()
                            .append(List.of(new OutboxEvent(
                                    event.id(), event.partnerId(), event.type(), NOW, EventBody.of(TEXT + PHONE))));
                },
                "attempts",
                () -> {
                    STORE.database().execute("ALTER TABLE deliveries DISABLE TRIGGER refuse");
                    Attempt attempt = SAMPLES.attempt(EVENT, NOW, DeliveryState.FAILED, new Answer.Answered(500, TEXT));
                    try {
                        PORTS.outbox().record(List.of(attempt));
                    } finally {
                        STORE.database().execute("ALTER TABLE deliveries ENABLE TRIGGER refuse");
                    }
                });
    }

    private static Webhook secretWebhook(PartnerId partnerId) {
        return Webhook.register(
                SAMPLES.webhook(partnerId).id(),
                partnerId,
                new WebhookUrl("https://example.com/" + TEXT),
                new WebhookSecret(SECRET),
                NOW);
    }

    static Stream<String> tables() {
        return writes().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_refused_write_says_which_table_and_nothing_of_the_row(String table) {
        Runnable write = Optional.ofNullable(writes().get(table)).orElseThrow();

        Throwable thrown = catchThrowable(write::run);

        assertThat(thrown)
                .isInstanceOf(StatementFailedException.class)
                .hasMessageContaining("P0001")
                .hasMessageContaining("constraint " + table);
        assertNothingPrivate(printed(thrown));
        assertNothingPrivate(logged());
    }

    @Test
    void a_key_that_is_taken_is_not_quoted() {
        Throwable thrown = catchThrowable(() -> PORTS.clicks().record(List.of(SAMPLES.click(SESSION))));
        assertThat(thrown).isInstanceOf(StatementFailedException.class);

        STORE.database().execute("ALTER TABLE api_keys DISABLE TRIGGER refuse");
        PartnerKey key = SAMPLES.key(CHANNEL.partnerId());
        PartnerKey taken = new PartnerKey(key.id(), key.partnerId(), new ApiKeyHash(HASH), NOW, Optional.empty());
        PORTS.apiKeys().add(taken);
        Throwable refused = catchThrowable(() -> PORTS.apiKeys().add(taken));
        STORE.database().execute("ALTER TABLE api_keys ENABLE TRIGGER refuse");

        assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("taken");
        assertNothingPrivate(printed(refused));
        assertNothingPrivate(logged());
    }

    @Requirement("RS-17")
    @Test
    void a_secret_that_cannot_be_decrypted_is_not_quoted_and_neither_is_a_key() {
        TestDatabase database = TestDatabase.migrated();
        try (TestStore store = TestStore.open(database, SecretKeys.parse("2:" + KEY))) {
            store.encryptSecrets();
            Partner partner = Samples.in(store.ports()).addPartner();
            Webhook webhook = store.ports().webhooks().addOrGet(secretWebhook(partner.id()));
            database.execute("UPDATE webhook_secrets SET secret_no = 2");

            Throwable unreadable = catchThrowable(() -> store.ports().webhooks().of(webhook.partnerId()));
            assertThat(unreadable).isInstanceOf(UnreadableSecretException.class);
            assertNothingPrivate(printed(unreadable));
        }
        String added = SecretKeys.draw(new SecureRandom());
        try (TestStore store = TestStore.open(database, SecretKeys.parse(added + ",2:" + KEY))) {
            assertThat(store.encryptSecrets()).isZero();
        }
        try (TestStore store = TestStore.open(database, SecretKeys.parse(added))) {
            Throwable unusable = catchThrowable(store::encryptSecrets);
            assertThat(unusable).isInstanceOf(UnusableSecretKeysException.class);
            assertNothingPrivate(printed(unusable));
        }
        assertThat(logged()).contains("key version 2");
        assertNothingPrivate(logged());
    }

    @Test
    void rows_settings_and_parameters_do_not_print_what_is_private() {
        PostgresSettings settings =
                new PostgresSettings("jdbc:postgresql://localhost/aurix?password=" + TEXT, "aurix", TEXT);
        Channel channel = SAMPLES.channel(CHANNEL.partnerId());
        Webhook webhook = SAMPLES.webhook(CHANNEL.partnerId());
        PartnerKey key = SAMPLES.key(CHANNEL.partnerId());

        assertThat(settings.toString()).doesNotContain(TEXT).contains("localhost/aurix");
        assertThat(ChannelRow.of(channel).toString())
                .doesNotContain(channel.phoneNumber().digits());
        assertThat(WebhookRow.of(webhook).toString())
                .doesNotContain(webhook.secret().value())
                .doesNotContain(webhook.url().value());
        assertThat(SecretKeys.parse("2:" + KEY).toString()).doesNotContain(KEY);
        assertThat(ApiKeyRow.of(key).toString()).doesNotContain(key.hash().hex());
    }

    private static void assertNothingPrivate(String printed) {
        assertThat(printed).doesNotContain(CANARIES);
    }

    private static String printed(Throwable thrown) {
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        return printed.toString();
    }

    private String logged() {
        return logged.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }
}

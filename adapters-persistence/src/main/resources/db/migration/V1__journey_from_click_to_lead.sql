-- The journey from a click to a complete lead, and what partners are told of it.
--
-- partner_id stands in every table and first in every key by which rows of one partner are found, so that the schema shards by
-- partner on a distributed PostgreSQL. Hot tables (sessions, devices, clicks, events, attempts) have no foreign keys: each would
-- be one more look-up and one more row lock in the statement that a visitor waits for.
--
-- Ids that are text are compared byte by byte (COLLATE "C"): the order is then the same on every system, and Java's.
-- What text must look like is the domain's to say; rows are loaded through its constructors.

CREATE TABLE partners (
    partner_id uuid        PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);

-- A key is found by its hash before it is known whose it is, so the hash is unique over all partners; and so is its id.
CREATE TABLE api_keys (
    partner_id uuid             NOT NULL REFERENCES partners,
    key_id     uuid             NOT NULL UNIQUE,
    hash       text COLLATE "C" NOT NULL UNIQUE,
    created_at timestamptz      NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (partner_id, key_id)
);

-- A channel is found by WhatsApp's id of it and by its widget's token, both before it is known whose it is.
CREATE TABLE channels (
    partner_id       uuid             NOT NULL REFERENCES partners,
    channel_id       text COLLATE "C" NOT NULL UNIQUE,
    phone_number     text             NOT NULL,
    widget_token     text COLLATE "C" NOT NULL UNIQUE,
    display_name     text             NOT NULL,
    preview_message  text,
    message_template text,
    popup            boolean          NOT NULL,
    -- json and not jsonb: the fields are asked for in the order in which they stand here.
    lead_form        json             NOT NULL,
    active           boolean          NOT NULL,
    created_at       timestamptz      NOT NULL,
    PRIMARY KEY (partner_id, channel_id)
);

-- One listener a partner. The secret is read and written in one place (WebhookRow), where it will be encrypted.
CREATE TABLE webhooks (
    partner_id uuid        PRIMARY KEY REFERENCES partners,
    webhook_id uuid        NOT NULL,
    url        text        NOT NULL,
    secret     text        NOT NULL,
    active     boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- correlated_at and conversation_id are set together and once (LD-3).
CREATE TABLE sessions (
    partner_id      uuid             NOT NULL,
    correlation_id  text COLLATE "C" NOT NULL,
    channel_id      text COLLATE "C" NOT NULL,
    device_id       text COLLATE "C" NOT NULL,
    started_at      timestamptz      NOT NULL,
    correlated_at   timestamptz,
    conversation_id bigint,
    PRIMARY KEY (partner_id, correlation_id),
    CHECK ((correlated_at IS NULL) = (conversation_id IS NULL))
);

-- No two ids on the platform may differ in letter case alone (TR-1), and messages name them in any (LD-2).
CREATE UNIQUE INDEX sessions_folded ON sessions (lower(correlation_id));

-- The current session of each device: the one row that simultaneous clicks of a device queue for (TR-2). Its only changing
-- columns are not indexed, so that an update stays on its page.
CREATE TABLE devices (
    partner_id     uuid             NOT NULL,
    device_id      text COLLATE "C" NOT NULL,
    correlation_id text COLLATE "C" NOT NULL,
    started_at     timestamptz      NOT NULL,
    PRIMARY KEY (partner_id, device_id)
) WITH (fillfactor = 85);

-- What the addresses' parameters mean is derived from them when they are read, so that it cannot drift (TR-4).
CREATE TABLE clicks (
    partner_id     uuid             NOT NULL,
    click_id       uuid             NOT NULL,
    channel_id     text COLLATE "C" NOT NULL,
    correlation_id text COLLATE "C" NOT NULL,
    device_id      text COLLATE "C" NOT NULL,
    click_url      text             NOT NULL,
    first_raw_url  text,
    ip_address     text,
    user_agent     text,
    clicked_at     timestamptz      NOT NULL,
    PRIMARY KEY (partner_id, click_id)
);

-- The attribution log, read backwards (API-4, API-5).
CREATE INDEX clicks_newest ON clicks (partner_id, clicked_at, click_id);

-- The first click of a session, which a lead shows.
CREATE INDEX clicks_of_session ON clicks (partner_id, correlation_id, clicked_at, click_id);

-- Messages that were taken (LD-6): the key is what makes a second delivery wait for the first.
CREATE TABLE messages (
    partner_id  uuid             NOT NULL,
    channel_id  text COLLATE "C" NOT NULL,
    message_id  text COLLATE "C" NOT NULL,
    admitted_at timestamptz      NOT NULL,
    PRIMARY KEY (partner_id, channel_id, message_id)
);

CREATE TABLE conversations (
    partner_id      uuid             NOT NULL,
    conversation_id bigint           NOT NULL GENERATED ALWAYS AS IDENTITY,
    channel_id      text COLLATE "C" NOT NULL,
    user_id         text COLLATE "C",
    phone_number    text COLLATE "C",
    started_at      timestamptz      NOT NULL,
    PRIMARY KEY (partner_id, conversation_id),
    CHECK (user_id IS NOT NULL OR phone_number IS NOT NULL)
);

-- A contact is known again by its user id, which therefore has one conversation a channel (LD-7).
CREATE UNIQUE INDEX conversations_of_user ON conversations (partner_id, channel_id, user_id) WHERE user_id IS NOT NULL;

-- A phone number may have several, where people with different user ids share it; the newest counts.
CREATE INDEX conversations_of_phone ON conversations (partner_id, channel_id, phone_number, conversation_id)
    WHERE phone_number IS NOT NULL;

CREATE TABLE leads (
    partner_id      uuid        NOT NULL,
    lead_id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    conversation_id bigint      NOT NULL,
    correlation_id  text COLLATE "C",
    -- json and not jsonb: data points are kept in the order in which they were collected.
    data            json        NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    completed_at    timestamptz,
    PRIMARY KEY (partner_id, lead_id),
    UNIQUE (partner_id, conversation_id),
    FOREIGN KEY (partner_id, conversation_id) REFERENCES conversations
);

-- The list of leads, read backwards (API-4, API-5).
CREATE INDEX leads_newest ON leads (partner_id, created_at, lead_id);

-- The outbox: what partners are told (WH-7). The body is bytes, because those bytes are signed (WH-3).
-- claimed_by is drawn by each node at each start, so that it names a claim and not a machine (RS-5).
CREATE TABLE events (
    partner_id    uuid        NOT NULL,
    event_id      uuid        NOT NULL,
    event_type    text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    body          bytea       NOT NULL,
    state         text        NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'not_sent')),
    claimed_by    uuid        NOT NULL,
    claimed_until timestamptz NOT NULL,
    PRIMARY KEY (partner_id, event_id)
);

-- What is still to be attempted, oldest first: small, however many events there ever were.
CREATE INDEX events_pending ON events (occurred_at, event_id) WHERE state = 'pending';

-- Tries that sent something. The time taken is kept in nanoseconds, as it was measured.
CREATE TABLE attempts (
    partner_id uuid        NOT NULL,
    event_id   uuid        NOT NULL,
    attempt_id bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    started_at timestamptz NOT NULL,
    took_ns    bigint      NOT NULL,
    leaves     text        NOT NULL,
    -- Either the listener answered, or there is a reason why not.
    status     integer,
    excerpt    text,
    no_answer  text,
    PRIMARY KEY (partner_id, event_id, attempt_id),
    CHECK ((status IS NULL) = (excerpt IS NULL) AND (status IS NULL) <> (no_answer IS NULL))
);

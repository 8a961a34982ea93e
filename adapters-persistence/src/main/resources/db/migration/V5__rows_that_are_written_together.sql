-- What bulk statements are sent: rows of one type in one array. These are forms and not tables, so that a table can get a column
-- while servers of before still write to it. Whoever needs another form adds a type.

CREATE TYPE session_candidate AS (
    partner_id     uuid,
    device_id      text COLLATE "C",
    correlation_id text COLLATE "C",
    channel_id     text COLLATE "C",
    started_at     timestamptz
);

CREATE TYPE new_click AS (
    partner_id     uuid,
    click_id       uuid,
    channel_id     text COLLATE "C",
    correlation_id text COLLATE "C",
    device_id      text COLLATE "C",
    click_url      text,
    first_raw_url  text,
    ip_address     text,
    user_agent     text,
    clicked_at     timestamptz,
    referrer       text,
    page_title     text,
    is_bot         boolean
);

CREATE TYPE new_event AS (
    partner_id  uuid,
    event_id    uuid,
    event_type  text,
    occurred_at timestamptz,
    body        bytea
);

CREATE TYPE ended_attempt AS (
    partner_id        uuid,
    event_id          uuid,
    started_at        timestamptz,
    took_ns           bigint,
    leaves            text,
    next_at           timestamptz,
    hub_signature     text,
    webhook_signature text,
    status            integer,
    excerpt           text,
    no_answer         text
);

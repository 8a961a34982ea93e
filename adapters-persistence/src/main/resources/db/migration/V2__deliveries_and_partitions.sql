-- What partners are told, in three tables: `events` (what happened) and `attempts` (what came of it) only ever grow, by rows that never
-- change, in partitions of one day that are dropped when they are old; `deliveries` is small and holds what is still to be attempted.
--
-- An event's id begins with its time (UUID version 7), so that a day of events is a span of ids, an event is looked up in one
-- partition, and a partner's events are in the order of time by primary key. An attempt lies in the partition of its event's day.

ALTER TABLE events RENAME TO events_before;
ALTER TABLE events_before RENAME CONSTRAINT events_pkey TO events_before_pkey;
ALTER TABLE attempts RENAME TO attempts_before;
ALTER TABLE attempts_before RENAME CONSTRAINT attempts_pkey TO attempts_before_pkey;

CREATE TABLE events (
    partner_id  uuid        NOT NULL,
    event_id    uuid        NOT NULL,
    event_type  text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    body        bytea       NOT NULL,
    PRIMARY KEY (partner_id, event_id)
) PARTITION BY RANGE (event_id);

-- Leads are rare among clicks, and so is the question for one kind of event: clicks themselves need no index for it.
CREATE INDEX events_of_leads ON events (partner_id, event_type, event_id) WHERE event_type <> 'widget.click';

-- Tries, numbered from 1 for each event; and findings that there is nowhere to send an event to, which have neither status nor reason.
-- The last one of an event that is not in `deliveries` says how the event ended. The time taken is in nanoseconds, as it was measured.
CREATE TABLE attempts (
    partner_id         uuid        NOT NULL,
    event_id           uuid        NOT NULL,
    number             integer     NOT NULL,
    started_at         timestamptz NOT NULL,
    took_ns            bigint      NOT NULL,
    leaves             text        NOT NULL CHECK (leaves IN ('pending', 'delivered', 'failed', 'not_sent')),
    next_at            timestamptz,
    -- What it was signed with: the other signature headers follow from these, the event's id and the time.
    hub_signature      text,
    webhook_signature  text,
    -- Either the listener answered, or there is a reason why not.
    status             integer,
    excerpt            text,
    no_answer          text,
    PRIMARY KEY (partner_id, event_id, number),
    CHECK ((leaves = 'pending') = (next_at IS NOT NULL)),
    CHECK ((status IS NULL) = (excerpt IS NULL) AND (status IS NULL OR no_answer IS NULL)),
    CHECK ((hub_signature IS NULL) = (status IS NULL AND no_answer IS NULL)),
    CHECK ((hub_signature IS NULL) = (webhook_signature IS NULL))
) PARTITION BY RANGE (event_id);

-- Events by how they ended, newest last.
CREATE INDEX attempts_ended ON attempts (partner_id, leaves, event_id) WHERE leaves <> 'pending';

-- What is still to be attempted: a row here is what makes an event pending.
--
-- due_at is when anybody may claim it: the end of the lease of the node that claims it, or the time of its next attempt. claimed_by is
-- drawn by each node at each start, so that it names a claim and not a machine (RS-5); none while nobody claims it. `attempts` counts the
-- event's rows in that table, `failures` those since it was put on its way.
CREATE TABLE deliveries (
    partner_id uuid        NOT NULL,
    event_id   uuid        NOT NULL,
    due_at     timestamptz NOT NULL,
    claimed_by uuid,
    attempts   integer     NOT NULL,
    failures   integer     NOT NULL,
    PRIMARY KEY (partner_id, event_id)
) WITH (
    -- Rows live for milliseconds; what they leave behind is cleared away often and in small portions.
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0.2,
    autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX deliveries_due ON deliveries (partner_id, due_at, event_id);

-- The least id of a day in UTC.
CREATE FUNCTION first_event_id(of_day date) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (lpad(to_hex(((of_day - date '1970-01-01')::bigint * 86400000)), 12, '0') || '00000000000000000000')::uuid
$$;

-- Whether a table has the partition of that day, by name. One that is half detached takes no rows any more.
CREATE FUNCTION has_event_partition(parent text, of_day date) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent::regclass AND c.relname = parent || '_' || to_char(of_day, 'YYYYMMDD') AND NOT i.inhdetachpending
    )
$$;

-- Drops a table that was detached, unless a partition of that name was made in the meantime, or somebody still reads it.
CREATE FUNCTION drop_loose_event_partition(loose text) RETURNS boolean LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
BEGIN
    -- Not while partitions are made.
    PERFORM pg_advisory_xact_lock(hashtext('add_event_partitions'));
    IF loose !~ '^(events|attempts)_[0-9]{8}$'
        OR NOT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(loose) AND relkind = 'r' AND NOT relispartition)
    THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %I', loose);
    RETURN true;
END
$$;

-- Makes the partitions of those days that are missing. Attaching what was made apart lets everybody go on reading and writing. What is
-- left of a partition of the same day that was being dropped, which only a jump of the clock asks for, goes first.
CREATE FUNCTION add_event_partitions(first_day date, last_day date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    of_day date;
    parent text;
    partition text;
    added integer := 0;
BEGIN
    IF NOT EXISTS (
        SELECT FROM generate_series(0, last_day - first_day) n, unnest(ARRAY['events', 'attempts']) p
        WHERE NOT has_event_partition(p, first_day + n)
    ) THEN
        -- Without waiting for anybody.
        RETURN 0;
    END IF;
    -- One node at a time.
    PERFORM pg_advisory_xact_lock(hashtext('add_event_partitions'));
    FOR of_day, parent IN
        SELECT first_day + n, p FROM generate_series(0, last_day - first_day) n, unnest(ARRAY['events', 'attempts']) p
        WHERE NOT has_event_partition(p, first_day + n)
        ORDER BY 1, 2
    LOOP
        partition := parent || '_' || to_char(of_day, 'YYYYMMDD');
        IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass(partition) AND inhdetachpending) THEN
            EXECUTE format('ALTER TABLE %I DETACH PARTITION %I FINALIZE', parent, partition);
        END IF;
        PERFORM drop_loose_event_partition(partition);
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, partition, first_event_id(of_day), first_event_id(of_day + 1));
        added := added + 1;
    END LOOP;
    RETURN added;
END
$$;

-- What the tables held before.
DO $$
DECLARE
    of_day date;
BEGIN
    FOR of_day IN
        SELECT DISTINCT (to_timestamp(('x' || lpad(left(replace(event_id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0)
            AT TIME ZONE 'UTC')::date
        FROM events_before
    LOOP
        PERFORM add_event_partitions(of_day, of_day);
    END LOOP;
END
$$;

INSERT INTO events SELECT partner_id, event_id, event_type, occurred_at, body FROM events_before;

INSERT INTO attempts
SELECT partner_id, event_id, row_number() OVER (PARTITION BY partner_id, event_id ORDER BY started_at, attempt_id),
    started_at, took_ns, leaves, NULL, '', '', status, excerpt, no_answer
FROM attempts_before;

INSERT INTO attempts (partner_id, event_id, number, started_at, took_ns, leaves)
SELECT partner_id, event_id, 1, occurred_at, 0, 'not_sent' FROM events_before WHERE state = 'not_sent';

INSERT INTO deliveries SELECT partner_id, event_id, claimed_until, NULL, 0, 0 FROM events_before WHERE state = 'pending';

DROP TABLE events_before, attempts_before;

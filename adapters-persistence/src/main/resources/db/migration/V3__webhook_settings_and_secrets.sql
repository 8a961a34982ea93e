-- Settings of webhooks, and a table of its own for their secrets, encrypted (RS-17).
--
-- webhooks is made anew and not altered: a dropped column stays in the rows that there are, and with it every secret in plain text.
CREATE TEMPORARY TABLE webhooks_before ON COMMIT DROP AS SELECT * FROM webhooks;

DROP TABLE webhooks;

-- One listener a partner. Both deactivated columns are set where it is not active although its partner did not ask for that (RS-14).
CREATE TABLE webhooks (
    partner_id         uuid        PRIMARY KEY REFERENCES partners,
    webhook_id         uuid        NOT NULL,
    url                text        NOT NULL,
    delivery           text        NOT NULL DEFAULT 'fire_and_forget' CHECK (delivery IN ('fire_and_forget', 'retry')),
    -- The kinds that are sent to it; others are recorded only.
    events             text[]      NOT NULL CHECK (cardinality(events) > 0),
    active             boolean     NOT NULL,
    deactivated_at     timestamptz,
    deactivated_reason text        CHECK (deactivated_reason IN ('gone', 'failing')),
    failing_since      timestamptz,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CHECK ((deactivated_at IS NULL) = (deactivated_reason IS NULL))
);

INSERT INTO webhooks
    SELECT partner_id, webhook_id, url, 'fire_and_forget', ARRAY['widget.click', 'lead.correlated', 'lead.complete'], active,
        NULL, NULL, NULL, created_at, updated_at
    FROM webhooks_before;

-- The current secret of each webhook (valid_until null) and those that it replaced; a newer one has a greater number, and no number
-- is given twice. The first four columns but the ciphertext are what the ciphertext is bound to, together with its key's version.
-- Version 0 is plain text, as the first schema had it: encrypted when the server starts, and never used before.
CREATE TABLE webhook_secrets (
    partner_id  uuid    NOT NULL REFERENCES webhooks,
    webhook_id  uuid    NOT NULL,
    secret_no   integer NOT NULL CHECK (secret_no > 0),
    ciphertext  bytea   NOT NULL,
    key_version integer NOT NULL CHECK (key_version >= 0),
    valid_until timestamptz,
    PRIMARY KEY (partner_id, webhook_id, secret_no)
);

CREATE UNIQUE INDEX webhook_secrets_current ON webhook_secrets (partner_id, webhook_id) WHERE valid_until IS NULL;

INSERT INTO webhook_secrets
    SELECT partner_id, webhook_id, 1, convert_to(secret, 'UTF8'), 0, NULL FROM webhooks_before;

-- The versions of AURIX_SECRET_KEY that this database has seen: what each encrypts nothing to, by which another key under the same
-- version is known at start. No partner's, the one table of that kind.
CREATE TABLE secret_keys (
    key_version integer PRIMARY KEY,
    check_value bytea   NOT NULL
);

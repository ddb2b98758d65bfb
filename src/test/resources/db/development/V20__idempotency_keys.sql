-- One row for each attempt to make a ticket, so that a client that repeats itself, on whichever server, does not make two.
CREATE TABLE idempotency_keys (
    key_digest     VARCHAR(64)                 NOT NULL,
    content_digest VARCHAR(64)                 NOT NULL,
    attempt_id     VARCHAR(36)                 NOT NULL,
    state          VARCHAR(10)                 NOT NULL,
    begun_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    kept_until     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    request_id     VARCHAR(19),
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (key_digest)
);
CREATE INDEX idx_idempotency_keys_kept_until ON idempotency_keys (kept_until);

-- The same script makes the schema on H2 and on PostgreSQL. Times are UTC, with microseconds.

-- OAuth tokens of one Zoho client at one accounts server. Tokens are encrypted, as KEY-ID:BASE64. All servers on this
-- database share the row.
CREATE TABLE oauth_tokens (
    token_id          VARCHAR(36)                 NOT NULL,
    client_id         VARCHAR(200)                NOT NULL,
    accounts_host     VARCHAR(300)                NOT NULL,
    refresh_token     VARCHAR(4000),
    grant_number      BIGINT                      NOT NULL,
    variable_digest   VARCHAR(64),
    granted_scopes    VARCHAR(4000),
    access_token      VARCHAR(4000),
    access_expires_at TIMESTAMP(6) WITH TIME ZONE,
    api_refused_at    TIMESTAMP(6) WITH TIME ZONE,
    blocked_until     TIMESTAMP(6) WITH TIME ZONE,
    blocked_reason    VARCHAR(40),
    updated_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_oauth_tokens PRIMARY KEY (token_id)
);

-- Each token request that is sent to Zoho, so that all servers on this database together stay below its limit. A row
-- without an outcome is the lease on the refresh: for 30 seconds no other server requests a token.
CREATE TABLE token_requests (
    request_id    VARCHAR(36)                 NOT NULL,
    client_id     VARCHAR(200)                NOT NULL,
    accounts_host VARCHAR(300)                NOT NULL,
    requested_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    outcome       VARCHAR(40),
    CONSTRAINT pk_token_requests PRIMARY KEY (request_id)
);
CREATE INDEX idx_token_requests_client_id ON token_requests (client_id, requested_at);
CREATE INDEX idx_token_requests_requested_at ON token_requests (requested_at);

-- The operators' guide has index statements of its own; they must succeed as they stand there, although no query
-- needs them:
--   CREATE INDEX idx_oauth_tokens_client_id ON oauth_tokens(client_id);
--   CREATE INDEX idx_api_audit_log_timestamp ON api_audit_log(timestamp);
-- Hence these two indexes have other names, and the column of the audit trail is called timestamp.
CREATE INDEX idx_oauth_tokens_client ON oauth_tokens (client_id);

-- The audit trail. Rows are only added; each holds the hash of the row before it. Retention deletes the oldest rows.
-- entity_type, entity_id and display_id name the help desk entity that the call was about: its kind ('request'), its
-- internal id and the number that people use.
CREATE TABLE api_audit_log (
    entry_number   BIGINT                      NOT NULL,
    call_id        VARCHAR(36)                 NOT NULL,
    row_kind       VARCHAR(12)                 NOT NULL,
    timestamp      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    server_id      VARCHAR(36)                 NOT NULL,
    key_name       VARCHAR(100)                NOT NULL,
    session_handle VARCHAR(40)                 NOT NULL,
    client_address VARCHAR(64)                 NOT NULL,
    client_name    VARCHAR(200),
    client_version VARCHAR(200),
    request_id     VARCHAR(64)                 NOT NULL,
    rpc_method     VARCHAR(40)                 NOT NULL,
    tool_name      VARCHAR(64),
    entity_type    VARCHAR(40),
    entity_id      VARCHAR(40),
    display_id     VARCHAR(40),
    target_ids     VARCHAR(500),
    call_arguments VARCHAR(4000),
    upstream_calls VARCHAR(4000),
    outcome        VARCHAR(12)                 NOT NULL,
    cause          VARCHAR(40),
    took_micros    BIGINT,
    previous_hash  VARCHAR(64)                 NOT NULL,
    row_hash       VARCHAR(64)                 NOT NULL,
    CONSTRAINT pk_api_audit_log PRIMARY KEY (entry_number),
    CONSTRAINT uq_api_audit_log_call UNIQUE (call_id, row_kind)
);
-- newest first, as pages are read
CREATE INDEX idx_api_audit_log_newest  ON api_audit_log (timestamp DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_key     ON api_audit_log (key_name, timestamp DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_tool    ON api_audit_log (tool_name, timestamp DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_outcome ON api_audit_log (outcome, timestamp DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_entity  ON api_audit_log (entity_id, timestamp DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_display ON api_audit_log (display_id, timestamp DESC, entry_number DESC);

-- Both ends of the chain, in the one row that every writer locks: the last row written, and the last row that retention
-- deleted. Sealed with a key that is not in the database.
CREATE TABLE api_audit_chain (
    chain_name    VARCHAR(20) NOT NULL,
    head_number   BIGINT      NOT NULL,
    head_hash     VARCHAR(64) NOT NULL,
    anchor_number BIGINT      NOT NULL,
    anchor_hash   VARCHAR(64) NOT NULL,
    seal_key      VARCHAR(16) NOT NULL,
    seal          VARCHAR(64) NOT NULL,
    CONSTRAINT pk_api_audit_chain PRIMARY KEY (chain_name)
);
INSERT INTO api_audit_chain VALUES (
    'calls',
    0, '0000000000000000000000000000000000000000000000000000000000000000',
    0, '0000000000000000000000000000000000000000000000000000000000000000',
    'none', 'none'
);

-- Leases: a name has one holder until expires_at, by the clock of this database. lease_kind says what it is for. Of
-- the kind 'server' is the heartbeat of a server: the name is the server's id, the holder its data folder, and
-- progress a number that it publishes (the row of the audit trail up to which none of its calls is open).
CREATE TABLE lease (
    lease_kind  VARCHAR(20)                 NOT NULL,
    lease_name  VARCHAR(60)                 NOT NULL,
    holder      VARCHAR(36)                 NOT NULL,
    acquired_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    progress    BIGINT                      NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (lease_kind, lease_name)
);

-- Each update through this server, one row per field. Values are JSON as in the v3 API.
CREATE TABLE change_history (
    row_id         VARCHAR(40)                 NOT NULL,
    change_id      VARCHAR(36)                 NOT NULL,
    changed_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    entity_type    VARCHAR(40)                 NOT NULL,
    entity_id      VARCHAR(40)                 NOT NULL,
    display_id     VARCHAR(40),
    field_name     VARCHAR(200)                NOT NULL,
    old_value      TEXT,
    new_value      TEXT,
    outcome        VARCHAR(10)                 NOT NULL,
    tool_name      VARCHAR(64)                 NOT NULL,
    key_name       VARCHAR(100)                NOT NULL,
    client_address VARCHAR(64)                 NOT NULL,
    request_id     VARCHAR(64)                 NOT NULL,
    CONSTRAINT pk_change_history PRIMARY KEY (row_id)
);
CREATE INDEX idx_change_history_entity    ON change_history (entity_id, changed_at DESC);
CREATE INDEX idx_change_history_change_id ON change_history (change_id);
CREATE INDEX idx_change_history_timestamp ON change_history (changed_at);

-- One row for each attempt to create an entity, so that a client that repeats its call, on any server, does not
-- create two.
CREATE TABLE idempotency_keys (
    key_digest     VARCHAR(64)                 NOT NULL,
    content_digest VARCHAR(64)                 NOT NULL,
    attempt_id     VARCHAR(36)                 NOT NULL,
    state          VARCHAR(10)                 NOT NULL,
    begun_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    kept_until     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    entity_type    VARCHAR(40)                 NOT NULL,
    entity_id      VARCHAR(19),
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (key_digest)
);
CREATE INDEX idx_idempotency_keys_kept_until ON idempotency_keys (kept_until);

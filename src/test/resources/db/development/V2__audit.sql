-- The audit trail. Rows are only ever added; each holds the hash of the one before it, and retention deletes from the old end.
CREATE TABLE api_audit_log (
    entry_number   BIGINT                      NOT NULL,
    call_id        VARCHAR(36)                 NOT NULL,
    row_kind       VARCHAR(12)                 NOT NULL,
    happened_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    server_id      VARCHAR(36)                 NOT NULL,
    key_name       VARCHAR(100)                NOT NULL,
    session_handle VARCHAR(40)                 NOT NULL,
    client_address VARCHAR(64)                 NOT NULL,
    client_name    VARCHAR(200),
    client_version VARCHAR(200),
    request_id     VARCHAR(64)                 NOT NULL,
    rpc_method     VARCHAR(40)                 NOT NULL,
    tool_name      VARCHAR(64),
    ticket_id      VARCHAR(40),
    ticket_number  VARCHAR(40),
    target_ids     VARCHAR(500),
    call_arguments VARCHAR(4000),
    upstream_calls VARCHAR(4000),
    outcome        VARCHAR(12)                 NOT NULL,
    took_micros    BIGINT,
    previous_hash  VARCHAR(64)                 NOT NULL,
    row_hash       VARCHAR(64)                 NOT NULL,
    CONSTRAINT pk_api_audit_log PRIMARY KEY (entry_number),
    CONSTRAINT uq_api_audit_log_call UNIQUE (call_id, row_kind)
);
-- newest first, as it is read
CREATE INDEX idx_api_audit_log_timestamp ON api_audit_log (happened_at DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_key       ON api_audit_log (key_name, happened_at DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_tool      ON api_audit_log (tool_name, happened_at DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_outcome   ON api_audit_log (outcome, happened_at DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_ticket    ON api_audit_log (ticket_id, happened_at DESC, entry_number DESC);
CREATE INDEX idx_api_audit_log_number    ON api_audit_log (ticket_number, happened_at DESC, entry_number DESC);

-- Both ends of the chain, in the one row that everybody who writes to it locks: the last row that was written, and the last
-- that retention deleted. Sealed with a key that is not in the database.
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

-- The servers that write, so that one that starts does not take the calls of another for lost.
CREATE TABLE api_audit_server (
    server_id      VARCHAR(36)                 NOT NULL,
    home_id        VARCHAR(36)                 NOT NULL,
    seen_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    settled_number BIGINT                      NOT NULL,
    CONSTRAINT pk_api_audit_server PRIMARY KEY (server_id)
);

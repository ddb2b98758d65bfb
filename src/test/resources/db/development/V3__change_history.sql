-- Every update through this server, a row for each field. Values are JSON as the v3 API has them.
CREATE TABLE change_history (
    row_id         VARCHAR(40)                 NOT NULL,
    change_id      VARCHAR(36)                 NOT NULL,
    changed_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ticket_id      VARCHAR(40)                 NOT NULL,
    ticket_number  VARCHAR(40),
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
CREATE INDEX idx_change_history_ticket    ON change_history (ticket_id, changed_at DESC);
CREATE INDEX idx_change_history_change_id ON change_history (change_id);
CREATE INDEX idx_change_history_timestamp ON change_history (changed_at);

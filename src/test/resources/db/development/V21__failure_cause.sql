-- Why a call failed. Rows that were written before have none, and keep their hash: see RowHash.
ALTER TABLE api_audit_log ADD COLUMN cause VARCHAR(40);

-- The operators' guide has index statements of its own; they must run as they stand there, without error and without being needed:
--   CREATE INDEX idx_oauth_tokens_client_id ON oauth_tokens(client_id);
--   CREATE INDEX idx_api_audit_log_timestamp ON api_audit_log(timestamp);
-- Hence the column has the guide's name, and our own indexes have other names. All of it is done in the catalogue, whatever the
-- size of the tables. A server of an older version that still runs on the database can write no audit rows from here on, and
-- refuses changes: docs/upgrade.md has all servers stopped for a version that migrates. A generated column of that name would
-- spare it that, but PostgreSQL writes the whole table anew for one and keeps each time twice.
ALTER TABLE api_audit_log RENAME COLUMN happened_at TO timestamp;
ALTER INDEX idx_api_audit_log_timestamp RENAME TO idx_api_audit_log_newest;
ALTER INDEX idx_oauth_tokens_client_id RENAME TO idx_oauth_tokens_client;

-- The OAuth tokens of one Zoho client at one accounts server. Tokens are encrypted, KEY-ID:BASE64; all servers on this
-- database share the row, and whoever holds its lease may ask Zoho for a new access token.
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
    lease_owner       VARCHAR(36),
    lease_until       TIMESTAMP(6) WITH TIME ZONE,
    updated_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_oauth_tokens PRIMARY KEY (token_id)
);
CREATE INDEX idx_oauth_tokens_client_id ON oauth_tokens (client_id);

-- Every request for a token that is sent to Zoho, so that all servers on this database together stay below its limit.
CREATE TABLE token_requests (
    request_id    VARCHAR(36)                 NOT NULL,
    client_id     VARCHAR(200)                NOT NULL,
    accounts_host VARCHAR(300)                NOT NULL,
    requested_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    outcome       VARCHAR(40)                 NOT NULL,
    CONSTRAINT pk_token_requests PRIMARY KEY (request_id)
);
CREATE INDEX idx_token_requests_client_id ON token_requests (client_id, requested_at);
CREATE INDEX idx_token_requests_requested_at ON token_requests (requested_at);

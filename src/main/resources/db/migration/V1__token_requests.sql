-- Every request for an access token that was sent to Zoho, so that all servers on this database together stay below its limit.
CREATE TABLE token_requests (
    request_id   VARCHAR(36)                 NOT NULL,
    client_id    VARCHAR(200)                NOT NULL,
    requested_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    outcome      VARCHAR(40)                 NOT NULL,
    CONSTRAINT pk_token_requests PRIMARY KEY (request_id)
);
CREATE INDEX idx_token_requests_client_id ON token_requests (client_id, requested_at);

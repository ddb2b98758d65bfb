package dev.sdpmcp.access;

import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.throttle.RateBucket;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every error response outside JSON-RPC: status, error, and what to do about it. */
public enum HttpError {
    KEY_IN_QUERY(
            400,
            "API key in the query string",
            "Query strings end up in access logs, so a key is not accepted there; consider it leaked, and send a new one in"
                    + " the header X-API-Key."),
    AMBIGUOUS_LENGTH(
            400, "Bad request", "Send either Content-Length or Transfer-Encoding: chunked, and no other coding."),
    BAD_PATH(
            400,
            "Bad request",
            "The path in the address cannot be read; send it without semicolons, dot segments and escapes, as /sse,"
                    + " /messages and the others are documented."),
    BAD_REQUEST(400, "Bad request", "The request cannot be read; look at its address, headers and length."),
    API_KEY_REQUIRED(
            401,
            "API key required",
            "Send the header X-API-Key, or Authorization: Bearer, with every request: the GET that opens the stream and"
                    + " each POST."),
    INVALID_API_KEY(
            401,
            "Invalid API key",
            "This server does not have the key that was sent; send it alone, without its name and a colon, or ask the server's operator for"
                    + " one (SDP_API_KEYS)."),
    ADDRESS_NOT_ALLOWED(403, "IP not allowed", "The server's operator admits this address with SDP_ALLOWED_IPS."),
    FORWARDING_UNCLEAR(
            403,
            "IP not allowed",
            "The forwarding headers contradict each other or cannot be read; have the proxy write X-Forwarded-For and remove"
                    + " Forwarded and X-Real-IP of its clients."),
    HOST_NOT_ALLOWED(
            403,
            "Host not allowed",
            "The server does not answer to the name in the Host header; its operator adds it with SDP_ALLOWED_HOSTS."),
    ORIGIN_NOT_ALLOWED(
            403,
            "Origin not allowed",
            "Web pages of this origin may not call the server; its operator admits them with SDP_ALLOWED_ORIGINS."),
    BAD_PARAMETER(400, "Bad request", "A parameter in the address cannot be read."),
    UNKNOWN_TOOLSET(
            400,
            "Unknown toolset",
            "toolsets (or X-MCP-Toolsets) takes names of: " + ToolBounds.names()
                    + ", with commas between them; readonly (or X-MCP-Readonly) takes true or false."),
    ADMIN_KEY_REQUIRED(
            403, "Admin key required", "Only keys of SDP_ADMIN_API_KEYS may see this; ask the server's operator."),
    OTHER_KEYS_SESSION(
            403,
            "Session belongs to another key",
            "Send the same API key that opened the stream, or open another stream with GET /sse."),
    NOT_FOUND(
            404,
            "Not found",
            "There is no endpoint at this address. The endpoints for clients are /sse, /messages, /health, /sessions and /rate-limit-status."),
    NO_OAUTH(
            404,
            "Not found",
            "This server has no OAuth: the API key was missing or wrong. Send the right key in the header X-API-Key, or"
                    + " Authorization: Bearer; the server's operator has it (SDP_API_KEYS)."),
    AUDIT_OFF(404, "Not found", "This server keeps no audit trail (SDP_USE_AUDIT_LOG=false)."),
    SESSION_NOT_FOUND(
            404,
            "Session not found",
            "The stream has ended or the server was restarted; open a new one with GET /sse and initialize again."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The endpoint does not support this HTTP method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "GET /sse answers with text/event-stream; accept it."),
    BODY_TOO_SLOW(408, "Body incomplete", "The body did not arrive whole and in time; send it again."),
    BODY_TOO_LARGE(413, "Body too large", "A message is at most 1 MiB; send less at once."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Send the message with Content-Type: application/json."),
    TOO_MANY_CONNECTIONS_OF_ADDRESS(
            429,
            "Connection limit exceeded",
            "This address has reached its limit of open streams (SSE_MAX_CONNECTIONS_PER_IP); close one, or try again when a"
                    + " dead one has been detected."),
    TOO_MANY_CONNECTIONS_OF_KEY(
            429,
            "Connection limit exceeded",
            "This API key has reached its limit of open streams (SSE_MAX_CONNECTIONS_PER_KEY); close one."),
    TOO_MANY_KEY_FAILURES(
            429,
            "Rate limit exceeded",
            "Too many wrong or missing API keys came from this address; wait, then send the right one."),
    ADDRESS_RATE(429, "Rate limit exceeded", "Too many requests from this address; wait before the next."),
    KEY_RATE(429, "Rate limit exceeded", "Too many requests with this API key; wait before the next."),
    TOO_MANY_BODIES(
            429,
            "Rate limit exceeded",
            "Too many message bodies are arriving slowly; send fewer at once, each in one piece."),
    CONNECTION_RATE(
            429,
            "Rate limit exceeded",
            "Too many messages on this connection (SSE_RATE_LIMIT_PER_MIN); wait before the next."),
    TOO_MANY_AUDIT_READERS(
            429,
            "Too many readers of the audit trail",
            "Two exports run at a time, and few pages; try again in a moment."),
    INTERNAL(500, "Internal error", "The server failed; its log has the details under this request id."),
    AUDIT_UNAVAILABLE(
            503,
            "Audit trail unavailable",
            "The database did not answer in time; try again later, or ask for a shorter time with from and to."),
    TOO_MANY_CONNECTIONS(
            503,
            "Connection limit exceeded",
            "The server has reached its limit of open streams (SSE_MAX_TOTAL_CONNECTIONS); try again later."),
    SHUTTING_DOWN(503, "Shutting down", "The server is going down; connect again in a moment.");

    private static final int RETRY_SECONDS = 10;

    /**
     * Where clients look for an authorization server after a 401 (2025-11-25, Authorization). What is answered here is all
     * that bridges such as mcp-remote show of it.
     */
    private static final Pattern OAUTH = Pattern.compile(
            "/(?:register|authorize|token)|.{0,200}/\\.well-known/(?:oauth-|openid-configuration).{0,200}");

    private final int status;
    private final String error;
    private final String message;

    HttpError(int status, String error, String message) {
        this.status = status;
        this.error = error;
        this.message = message;
    }

    /**
     * The error of an address that is not there.
     *
     * @param uri the path as it was sent
     */
    static HttpError notFoundAt(String uri) {
        return OAUTH.matcher(uri).matches() ? NO_OAUTH : NOT_FOUND;
    }

    /** The error in our form for a status that the server refused with; empty for other statuses. */
    static Optional<HttpError> ofServer(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 400 -> BAD_REQUEST;
                    case 401 -> API_KEY_REQUIRED;
                    case 404 -> NOT_FOUND;
                    case 405 -> METHOD_NOT_ALLOWED;
                    case 406 -> NOT_ACCEPTABLE;
                    case 415 -> UNSUPPORTED_MEDIA_TYPE;
                    default -> null;
                });
    }

    public int status() {
        return status;
    }

    /** Whether the end of the request is unknown, so that its connection cannot be used again. */
    boolean leavesBodyUnread() {
        return this == AMBIGUOUS_LENGTH
                || this == BAD_PATH
                || this == BAD_REQUEST
                || this == BODY_TOO_LARGE
                || this == BODY_TOO_SLOW
                || this == TOO_MANY_BODIES;
    }

    /** @param correlationId of the log lines */
    public Response response(String correlationId) {
        Response.ResponseBuilder response = builder(correlationId);
        if (status == 429 || status == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }

    /** The response to a request above a rate limit, with the time to wait. */
    Response response(String correlationId, RateBucket.Taken taken) {
        RateBucket.LimitStatus limit = taken.status();
        return builder(correlationId)
                .header(HttpHeaders.RETRY_AFTER, taken.retryAfterSeconds())
                .header("RateLimit-Limit", limit.limit())
                .header("RateLimit-Remaining", limit.remaining())
                .header("RateLimit-Reset", limit.resetSeconds())
                .build();
    }

    /** The same with another sentence; no text of the client, and no character that JSON would escape. */
    public Response response(String correlationId, String whatToDo) {
        return builder(correlationId, whatToDo).build();
    }

    private Response.ResponseBuilder builder(String correlationId) {
        return builder(correlationId, message);
    }

    private Response.ResponseBuilder builder(String correlationId, String whatToDo) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("X-Request-Id", correlationId)
                .entity("{\"error\":\"" + error + "\",\"message\":\"" + whatToDo + "\",\"requestId\":\"" + correlationId
                        + "\"}");
    }
}

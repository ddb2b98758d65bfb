package dev.sdpmcp.access;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Every refusal outside JSON-RPC: its status, what is wrong, and what to do about it. */
public enum HttpError {
    API_KEY_REQUIRED(
            401,
            "API key required",
            "Send the header X-API-Key, or Authorization: Bearer, with every request: the GET that opens the stream and"
                    + " each POST."),
    INVALID_API_KEY(
            401, "Invalid API key", "The key sent is none of this server's; ask its operator for one (SDP_API_KEYS)."),
    OTHER_KEYS_SESSION(
            403,
            "Session belongs to another key",
            "Send the same API key that opened the stream, or open a stream of your own with GET /sse."),
    NOT_FOUND(404, "Not found", "Nothing is here. The server's endpoints are /sse, /messages, /health and /sessions."),
    SESSION_NOT_FOUND(
            404,
            "Session not found",
            "The stream has ended or the server was restarted; open a new one with GET /sse and initialize again."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The endpoint is there, but not for this HTTP method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "GET /sse answers with text/event-stream; accept it."),
    BODY_TOO_LARGE(413, "Body too large", "A message is at most 1 MiB; send less at once."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Send the message with Content-Type: application/json."),
    TOO_MANY_CONNECTIONS_OF_ADDRESS(
            429,
            "Connection limit exceeded",
            "This address has as many streams open as it may (SSE_MAX_CONNECTIONS_PER_IP); close one, or try again when a"
                    + " dead one has been noticed."),
    TOO_MANY_CONNECTIONS_OF_KEY(
            429,
            "Connection limit exceeded",
            "This API key has as many streams open as it may (SSE_MAX_CONNECTIONS_PER_KEY); close one."),
    INTERNAL(500, "Internal error", "The server failed; its log says more under this request id."),
    TOO_MANY_CONNECTIONS(
            503,
            "Connection limit exceeded",
            "The server has as many streams open as it may (SSE_MAX_TOTAL_CONNECTIONS); try again later."),
    SHUTTING_DOWN(503, "Shutting down", "The server is going down; connect again in a moment.");

    private static final int RETRY_SECONDS = 10;

    private final int status;
    private final String error;
    private final String message;

    HttpError(int status, String error, String message) {
        this.status = status;
        this.error = error;
        this.message = message;
    }

    public int status() {
        return status;
    }

    /** @param requestId where the log says more */
    public Response response(String requestId) {
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("X-Request-Id", requestId)
                .entity("{\"error\":\"" + error + "\",\"message\":\"" + message + "\",\"requestId\":\"" + requestId
                        + "\"}");
        if (status == 429 || status == 503) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }
}

package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.Envelope.StatusCodes;
import dev.sdpmcp.upstream.UpstreamFailure.Complaint;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Separates the responses of the v3 API that are a success from failures. Stateless. */
final class ResponseInterpreter {

    private static final Duration PAUSE_AFTER_RATE_LIMIT = Duration.ofMinutes(1);

    /** "URL blocked" locks the URL for 10 to 15 minutes. */
    private static final Duration PAUSE_AFTER_BLOCK = Duration.ofMinutes(10);

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private ResponseInterpreter() {}

    /**
     * Whether a 401 refuses the token and not its scopes. Only then does a new token help; otherwise every missing
     * scope would use up the token requests that Zoho allows.
     */
    private static boolean refusesToken(ApiResponse response) {
        if (response.status() != 401) {
            return false;
        }
        ObjectNode body = response.body().orElseGet(JsonNodeFactory.instance::objectNode);
        Envelope envelope = Envelope.of(body);
        return envelope.has(StatusCodes.TOKEN_REFUSED)
                || envelope.contains("invalid_oauthtoken")
                || "INVALID_OAUTHTOKEN".equalsIgnoreCase(body.path("code").asText())
                || "INVALID_OAUTHTOKEN".equalsIgnoreCase(body.path("error").asText());
    }

    /**
     * @return the response if it is a success; it has a file or a body
     * @throws UpstreamFailure for everything else
     */
    static ApiResponse accept(ApiResponse response, ApiCall call) {
        if (response.file() != null) {
            return response;
        }
        ObjectNode body = response.json();
        Envelope envelope = body == null ? new Envelope(List.of(), List.of()) : Envelope.of(body);
        failForStatus(response, envelope, call);
        if (body == null) {
            throw new UpstreamFailure.Malformed(
                    "ServiceDesk Plus answered " + call + " with HTTP " + response.status()
                            + " and no JSON; check the base URL and the instance name",
                    call.isWrite() && response.status() < 400,
                    null);
        }
        if (response.isSuccess() && envelope.isSuccess()) {
            return response;
        }
        throw refused(response, envelope, call);
    }

    private static void failForStatus(ApiResponse response, Envelope envelope, ApiCall call) {
        int status = response.status();
        if (status == 429
                || envelope.has(StatusCodes.RATE_LIMITED)
                || envelope.contains("url blocked")
                || envelope.contains("url_rolling_throttles_limit_exceeded")) {
            throw throttled(response, envelope);
        }
        if (status == 401) {
            boolean aboutToken = refusesToken(response);
            throw new UpstreamFailure.Unauthorised(
                    aboutToken
                            ? "ServiceDesk Plus does not accept the access token although it was renewed a moment ago;"
                                    + " check that the refresh token belongs to this data centre and instance; the"
                                    + " token is renewed again in a minute or two"
                            : "ServiceDesk Plus refused " + call + " (HTTP 401): the OAuth scope " + call.scope()
                                    + " is missing, or this edition has no such endpoint; an operator can add the scope"
                                    + " and make a new refresh token",
                    aboutToken);
        }
        if (status == 404 || envelope.has(StatusCodes.NOT_FOUND)) {
            throw new UpstreamFailure.NotFound("ServiceDesk Plus found nothing at " + call.path() + reasons(envelope));
        }
        if (status == BAD_GATEWAY || status == GATEWAY_TIMEOUT) {
            throw new UpstreamFailure.Unavailable(
                    "ServiceDesk Plus did not answer its own gateway in time (HTTP " + status + ")",
                    call.isWrite(),
                    null);
        }
        if (status >= 500 || envelope.has(StatusCodes.INTERNAL_ERROR)) {
            throw failed(
                    "ServiceDesk Plus failed on its own side (HTTP " + status + ")" + reasons(envelope),
                    response,
                    call);
        }
        if (status >= 300 && status < 400) {
            throw new UpstreamFailure.Malformed(
                    "ServiceDesk Plus sent a redirect (HTTP " + status
                            + "), which is not followed; check the base URL and the instance name",
                    false,
                    null);
        }
    }

    /** JSON comes from ServiceDesk Plus itself; anything else may come from a proxy that no longer waits for it. */
    private static UpstreamFailure failed(String message, ApiResponse response, ApiCall call) {
        return response.json() == null
                ? new UpstreamFailure.Unavailable(message, call.isWrite(), null)
                : UpstreamFailure.Unavailable.failed(message, call.isWrite());
    }

    private static UpstreamFailure throttled(ApiResponse response, Envelope envelope) {
        Duration fallback = envelope.contains("blocked") ? PAUSE_AFTER_BLOCK : PAUSE_AFTER_RATE_LIMIT;
        Duration pause = Objects.requireNonNullElse(response.retryAfter(), fallback);
        return new UpstreamFailure.Throttled(
                "ServiceDesk Plus takes no more calls for now; nothing was done, try again in " + pause.toSeconds()
                        + " s",
                pause);
    }

    private static UpstreamFailure refused(ApiResponse response, Envelope envelope, ApiCall call) {
        String what = envelope.isWarning()
                ? "ServiceDesk Plus returned a warning and did nothing"
                : "ServiceDesk Plus refused " + call + " (HTTP " + response.status() + ")";
        return new UpstreamFailure.Refused(envelope.isWarning(), envelope.complaints(), what + reasons(envelope));
    }

    private static String reasons(Envelope envelope) {
        return envelope.complaints().isEmpty()
                ? ""
                : envelope.complaints().stream().map(Complaint::toString).collect(Collectors.joining("; ", ": ", ""));
    }
}

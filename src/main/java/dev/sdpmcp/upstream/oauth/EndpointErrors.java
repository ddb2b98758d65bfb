package dev.sdpmcp.upstream.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Reason;
import java.util.Locale;

/** The errors of the token endpoint, which come with HTTP 200 more often than not, and what to do about each. */
enum EndpointErrors {
    OF_REFRESH_TOKEN(
            "the refresh token is wrong or was revoked; make a code with the self client of the Zoho API console"
                    + " and run ./start-sse.sh --authorize CODE, or set a new SDP_REFRESH_TOKEN and restart"),
    OF_CODE(
            "the code is wrong, older than its minutes, or was used before; make a new one with the self client of the Zoho"
                    + " API console and run ./start-sse.sh --authorize CODE at once");

    private final String mendOfGrant;

    EndpointErrors(String mendOfGrant) {
        this.mendOfGrant = mendOfGrant;
    }

    Denied denied(int status, ObjectNode body) {
        String error = body.path("error").asText("").toLowerCase(Locale.ROOT).replace(' ', '_');
        String description = body.path("error_description").asText("").toLowerCase(Locale.ROOT);
        if (status == 429 || "access_denied".equals(error) || description.contains("too many requests")) {
            return new Denied(Reason.THROTTLED, TooManyTokenCalls.byZoho(TokenEndpoint.THROTTLE_PAUSE));
        }
        return switch (error) {
            case "invalid_code", "invalid_grant" -> refused(Reason.GRANT_REFUSED, error, mendOfGrant);
            case "invalid_client" ->
                refused(
                        Reason.CREDENTIALS_REFUSED,
                        error,
                        "the client id is unknown in this data centre; check SDP_CLIENT_ID and SDP_DATA_CENTER");
            case "invalid_client_secret" ->
                refused(Reason.CREDENTIALS_REFUSED, error, "the client secret is wrong; check SDP_CLIENT_SECRET");
            case "invalid_scope" ->
                refused(
                        Reason.CREDENTIALS_REFUSED,
                        error,
                        "a scope name is unknown; make the code again with valid scopes");
            default -> new Denied(Reason.OUTAGE, unknown(status, error));
        };
    }

    /** What the refusal of a refresh token is called where it was not answered just now. */
    static UpstreamFailure refreshTokenRefused() {
        return refused(Reason.GRANT_REFUSED, "invalid_code", OF_REFRESH_TOKEN.mendOfGrant)
                .failure();
    }

    private static Denied refused(Reason reason, String error, String mend) {
        return new Denied(
                reason, new UpstreamFailure.Unauthorised("Zoho gave no access token (" + error + "): " + mend));
    }

    /** Only words that Zoho is known to use: whatever else came may be anything. */
    private static UpstreamFailure unknown(int status, String error) {
        String word = switch (error) {
            case "general_error", "unsupported_grant_type", "invalid_redirect_uri" -> error;
            default -> "error unknown";
        };
        return new UpstreamFailure.Unavailable(
                "Zoho gave no access token (HTTP " + status + ", " + word + ")", false, null);
    }
}

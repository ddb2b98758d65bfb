package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Response of the public URL that is not a stream, and its explanation.
 *
 * @param error the member of that name in our server's refusals; empty if the response is not one of them
 */
record StreamRefusal(URI url, StreamRequest.Response response, String error) {

    static final String KEY_REQUIRED = "API key required";
    static final String INVALID_KEY = "Invalid API key";
    static final String HOST_NOT_ALLOWED = "Host not allowed";
    static final String ADDRESS_NOT_ALLOWED = "IP not allowed";

    /** Advice for every other refusal of our server. */
    static final String DOCUMENTED = "docs/troubleshooting.md lists the server's refusals and their reasons.";

    private static final String HTML = "text/html";
    private static final int MISDIRECTED = 421;

    static StreamRefusal of(URI url, StreamRequest.Response response, String body) {
        try {
            return new StreamRefusal(
                    url, response, Report.tree(body).path("error").asText(""));
        } catch (JsonProcessingException notOurs) {
            return new StreamRefusal(url, response, "");
        }
    }

    Finding finding() {
        int status = response.status();
        if (status >= 300 && status < 400) {
            return Finding.fail(
                    url + " redirects to " + location(),
                    "Give clients the address that it redirects to, or let /sse and /messages through without a"
                            + " login page.");
        }
        if (!error.isEmpty()) {
            return ofOurServer(status);
        }
        if (status == MISDIRECTED) {
            return hostNotAllowed();
        }
        if (HTML.equals(response.contentType()) && (status == 200 || status == 401 || status == 403)) {
            return Finding.fail(
                    url + " answers with a web page (HTTP " + status
                            + "): a login page or portal is in front of the server",
                    "Let /sse and /messages through to the server, which checks API keys.");
        }
        return switch (status) {
            case 404 ->
                Finding.fail(
                        "the server or proxy that answers does not know " + url + " (HTTP 404)",
                        "Have the proxy pass /sse and /messages, with the paths unchanged; domain-config/nginx.conf"
                                + " shows how.");
            case 502, 503, 504 ->
                Finding.fail(
                        "the proxy at " + url + " does not reach the server (HTTP " + status + ")",
                        "Start the server, and check the address and port that the proxy passes requests to.");
            default ->
                Finding.fail(
                        url + " answers with HTTP " + status + " and "
                                + (response.contentType().isEmpty() ? "no type" : response.contentType())
                                + " instead of a stream",
                        "Read the log of the proxy; the server gives no such response.");
        };
    }

    private Finding ofOurServer(int status) {
        return switch (error) {
            case KEY_REQUIRED ->
                Finding.fail(
                        "\"" + KEY_REQUIRED
                                + "\" though a key was sent: a proxy in between drops both X-API-Key and Authorization",
                        "Have the proxy pass one of them on (Apache: CGIPassAuth or RequestHeader; nginx passes"
                                + " both).");
            case INVALID_KEY ->
                Finding.fail(
                        "the server behind " + url + " does not know the first key of SDP_API_KEYS",
                        "Restart the server with these settings, or check whether the proxy leads to another one.");
            case HOST_NOT_ALLOWED -> hostNotAllowed();
            case ADDRESS_NOT_ALLOWED ->
                Finding.fail(
                        "\"" + ADDRESS_NOT_ALLOWED + "\" for calls through " + url,
                        "Add the address of this machine to SDP_ALLOWED_IPS; if the server's log shows the address of"
                                + " the proxy instead, set SDP_TRUSTED_PROXIES to that.");
            default -> Finding.fail("the server refuses with HTTP " + status + " \"" + error + "\"", DOCUMENTED);
        };
    }

    private Finding hostNotAllowed() {
        return Finding.fail(
                "\"" + HOST_NOT_ALLOWED + "\": the server does not answer to the name " + url.getHost(),
                "Set SDP_ALLOWED_HOSTS=" + url.getHost() + ", or have the proxy pass a name that is allowed.");
    }

    /** Without its query, which may contain secrets. */
    private String location() {
        try {
            URI to = url.resolve(new URI(response.header("Location")));
            return to.getScheme() + "://" + to.getRawAuthority() + to.getRawPath();
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return "another address (HTTP " + response.status() + ")";
        }
    }
}

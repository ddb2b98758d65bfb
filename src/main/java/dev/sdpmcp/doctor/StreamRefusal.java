package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Says why the public URL answered with something else than a stream.
 *
 * @param error the member of that name in our server's refusals; empty if the answer is none of them
 */
record StreamRefusal(URI url, WebConnection.Head head, String error) {

    static final String KEY_REQUIRED = "API key required";
    static final String INVALID_KEY = "Invalid API key";
    static final String HOST_NOT_ALLOWED = "Host not allowed";
    static final String ADDRESS_NOT_ALLOWED = "IP not allowed";

    private static final String HTML = "text/html";
    private static final int MISDIRECTED = 421;

    static StreamRefusal of(URI url, WebConnection.Head head, String body) {
        try {
            return new StreamRefusal(url, head, Report.tree(body).path("error").asText(""));
        } catch (JsonProcessingException notOurs) {
            return new StreamRefusal(url, head, "");
        }
    }

    Finding finding() {
        int status = head.status();
        if (status >= 300 && status < 400) {
            return Finding.fail(
                    url + " redirects to " + location(),
                    "Give clients the address that it redirects to, or let /sse and /messages through without a login page.");
        }
        if (!error.isEmpty()) {
            return ofOurServer(status);
        }
        if (status == MISDIRECTED) {
            return hostNotAllowed();
        }
        if (HTML.equals(head.type()) && (status == 200 || status == 401 || status == 403)) {
            return Finding.fail(
                    url + " answers with a web page (HTTP " + status
                            + "): a login or a portal stands before the server",
                    "Let /sse and /messages through to the server, which checks API keys itself.");
        }
        return switch (status) {
            case 404 ->
                Finding.fail(
                        url + " is not known to what answers there (HTTP 404)",
                        "Have the proxy pass /sse and /messages, with the paths unchanged; domain-config/nginx.conf shows how.");
            case 502, 503, 504 ->
                Finding.fail(
                        "the proxy at " + url + " does not reach the server (HTTP " + status + ")",
                        "Start the server, and check address and port that the proxy passes to.");
            default ->
                Finding.fail(
                        url + " answers with HTTP " + status + " and "
                                + (head.type().isEmpty() ? "no type" : head.type()) + " instead of a stream",
                        "Look into the log of the proxy; the server says nothing of the kind.");
        };
    }

    private Finding ofOurServer(int status) {
        return switch (error) {
            case KEY_REQUIRED ->
                Finding.fail(
                        "\"" + KEY_REQUIRED
                                + "\" though a key was sent: something before the server drops both X-API-Key"
                                + " and Authorization",
                        "Have the proxy pass one of them on (Apache: CGIPassAuth or RequestHeader; nginx passes both by"
                                + " itself).");
            case INVALID_KEY ->
                Finding.fail(
                        "the server behind " + url + " does not know the first key of SDP_API_KEYS",
                        "Restart the server with these settings, or look whether the proxy leads to another one.");
            case HOST_NOT_ALLOWED -> hostNotAllowed();
            case ADDRESS_NOT_ALLOWED ->
                Finding.fail(
                        "\"" + ADDRESS_NOT_ALLOWED + "\" for calls through " + url,
                        "Add the address of this machine to SDP_ALLOWED_IPS; if the server's log shows the address of the"
                                + " proxy instead, set SDP_TRUSTED_PROXIES to that.");
            default ->
                Finding.fail(
                        "the server refuses with HTTP " + status + " \"" + error + "\"",
                        "docs/troubleshooting.md lists what the server says, and why.");
        };
    }

    private Finding hostNotAllowed() {
        return Finding.fail(
                "\"" + HOST_NOT_ALLOWED + "\": the server does not answer to the name " + url.getHost(),
                "Set SDP_ALLOWED_HOSTS=" + url.getHost() + ", or have the proxy pass a name that is allowed.");
    }

    /** Without its query, which may hold anything. */
    private String location() {
        try {
            URI to = url.resolve(new URI(head.header("location")));
            return to.getScheme() + "://" + to.getRawAuthority() + to.getRawPath();
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return "somewhere (HTTP " + head.status() + ")";
        }
    }
}

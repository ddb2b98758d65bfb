package dev.sdpmcp.doctor;

import dev.sdpmcp.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests to the public URL with an API key.
 *
 * @param inAuthorization whether the key travels in {@code Authorization: Bearer} and not in {@code X-API-Key}
 */
record StreamRequest(URI url, Secret key, boolean inAuthorization) {

    static final Duration LIMIT = Duration.ofSeconds(8);

    /** Opens the stream; the answer has not been read. */
    WebConnection open(String encoding) throws IOException {
        WebConnection connection = WebConnection.to(url, LIMIT);
        Map<String, String> headers = headers();
        headers.put("Accept", "text/event-stream");
        headers.put("Accept-Encoding", encoding);
        connection.send("GET", url.getRawPath(), headers, "");
        return connection;
    }

    /** The status of an answer to a POST of this message. */
    int post(URI where, String message) throws IOException {
        try (WebConnection connection = WebConnection.to(where, LIMIT)) {
            Map<String, String> headers = headers();
            headers.put("Content-Type", "application/json");
            headers.put("Connection", "close");
            connection.send("POST", where.getRawPath() + "?" + where.getRawQuery(), headers, message);
            return connection.head(LIMIT).status();
        }
    }

    /** The status of an answer to a GET of what stands beside the stream. */
    int beside(String name) throws IOException {
        URI where = url.resolve(name);
        try (WebConnection connection = WebConnection.to(where, LIMIT)) {
            Map<String, String> headers = headers();
            headers.put("Connection", "close");
            connection.send("GET", where.getRawPath(), headers, "");
            return connection.head(LIMIT).status();
        }
    }

    StreamRequest withAuthorization() {
        return new StreamRequest(url, key, true);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", url.getRawAuthority());
        headers.put("User-Agent", "sdp-mcp-doctor");
        if (inAuthorization) {
            headers.put("Authorization", "Bearer " + key.reveal());
        } else {
            headers.put("X-API-Key", key.reveal());
        }
        return headers;
    }
}

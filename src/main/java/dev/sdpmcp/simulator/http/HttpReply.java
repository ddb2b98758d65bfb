package dev.sdpmcp.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.wire.Json;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param status HTTP status
 * @param headers of it, {@code Content-Type} among them
 * @param body may be empty
 * @param charset of the body: UTF-8, or ISO-8859-1 for bytes
 */
public record HttpReply(int status, Map<String, String> headers, String body, Charset charset) {
    private static final String CONTENT_TYPE = "Content-Type";

    /** An answer in JSON. */
    public static HttpReply json(int status, JsonNode body) {
        return new HttpReply(status, Map.of(CONTENT_TYPE, "application/json;charset=UTF-8"), Json.text(body), UTF_8);
    }

    /** An HTML page, as the servers in front of the real API send now and then. */
    public static HttpReply html(int status, String title) {
        String page = "<!doctype html><html><head><title>" + title + "</title></head><body><h1>HTTP Status " + status
                + " – " + title + "</h1></body></html>";
        return new HttpReply(status, Map.of(CONTENT_TYPE, "text/html;charset=utf-8"), page, UTF_8);
    }

    /** A file. */
    public static HttpReply file(String contentType, byte[] bytes) {
        return new HttpReply(200, Map.of(CONTENT_TYPE, contentType), new String(bytes, ISO_8859_1), ISO_8859_1);
    }

    /** A redirect. */
    public static HttpReply redirect(String location) {
        return new HttpReply(302, Map.of("Location", location), "", UTF_8);
    }

    /** The same answer with further headers. */
    public HttpReply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpReply(status, all, body, charset);
    }
}

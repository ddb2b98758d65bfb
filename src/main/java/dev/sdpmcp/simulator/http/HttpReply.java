package dev.sdpmcp.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer, how much of it reaches the caller, and the charset of its body: ISO-8859-1 for bytes. */
public record HttpReply(int status, Map<String, String> headers, String body, Ending ending, Charset charset) {
    /** End of an exchange. */
    public enum Ending {
        /** The whole answer arrives. */
        WHOLE,
        /** Half of the announced body arrives, then the connection closes. */
        TRUNCATED,
        /** The connection closes without a byte. */
        DROPPED
    }

    private static final String CONTENT_TYPE = "Content-Type";

    /** An answer in JSON. */
    public static HttpReply json(int status, JsonNode body) {
        return new HttpReply(
                status, Map.of(CONTENT_TYPE, "application/json;charset=UTF-8"), body.toString(), Ending.WHOLE, UTF_8);
    }

    /** An HTML page, as the servers in front of the real API send now and then. */
    public static HttpReply html(int status, String title) {
        String page = "<!doctype html><html><head><title>" + title + "</title></head><body><h1>HTTP Status " + status
                + " – " + title + "</h1></body></html>";
        return new HttpReply(status, Map.of(CONTENT_TYPE, "text/html;charset=utf-8"), page, Ending.WHOLE, UTF_8);
    }

    /** A file. */
    public static HttpReply file(String contentType, byte[] bytes) {
        String body = new String(bytes, ISO_8859_1);
        return new HttpReply(200, Map.of(CONTENT_TYPE, contentType), body, Ending.WHOLE, ISO_8859_1);
    }

    /** A redirect. */
    public static HttpReply redirect(String location) {
        return new HttpReply(302, Map.of("Location", location), "", Ending.WHOLE, UTF_8);
    }

    /** The same answer with further headers. */
    public HttpReply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpReply(status, all, body, ending, charset);
    }

    /** The same answer with another end. */
    public HttpReply ending(Ending other) {
        return new HttpReply(status, headers, body, other, charset);
    }
}

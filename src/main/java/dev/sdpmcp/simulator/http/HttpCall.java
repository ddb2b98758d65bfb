package dev.sdpmcp.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read to its end: decoded parameters, headers by lower-case name, the body as UTF-8 text; a
 * {@code multipart/} body has one character for each byte.
 */
public record HttpCall(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> form,
        Map<String, String> headers,
        String body) {

    /** The value of a header, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A parameter from the form or, failing that, the query. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(form.getOrDefault(name, query.get(name))).map(List::getFirst);
    }

    /** The bytes of a part of a {@code multipart/} body. */
    public static byte[] bytes(String part) {
        return part.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of a part of a {@code multipart/} body. */
    public static String utf8(String part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    /** Whether the media type of the body begins like this. */
    public boolean hasType(String mediaType) {
        return header("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith(mediaType))
                .orElse(false);
    }

    /**
     * Decodes {@code a=1&b=2}, the form of a query and of a form body.
     *
     * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
     */
    static Map<String, List<String>> decode(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(text(name), unused -> new ArrayList<>())
                        .add(text(value));
            }
        }
        return parameters;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}

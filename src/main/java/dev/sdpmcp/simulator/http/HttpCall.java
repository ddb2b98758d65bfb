package dev.sdpmcp.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read to its end.
 *
 * @param method in capitals
 * @param path decoded, without the query
 * @param query parameters, decoded; each name with all its values
 * @param form parameters of a form body; empty if the body is none
 * @param headers by lower-case name, the first value of each
 * @param body as UTF-8 text, at most 10 MiB of it; of type {@code multipart/} one character for each byte
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
        Map<String, List<String>> all = new HashMap<>(query);
        all.putAll(form);
        return Optional.ofNullable(all.get(name)).map(values -> values.getFirst());
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
}

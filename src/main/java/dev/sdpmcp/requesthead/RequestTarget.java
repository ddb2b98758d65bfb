package dev.sdpmcp.requesthead;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Check that every server and proxy reads a request target as the same path. A plain path follows RFC 3986, begins
 * with a slash, its escapes decode to valid UTF-8, and it has no part that one program resolves and another does not:
 * no dot segments, semicolons or backslashes, and no escapes of a slash, a percent sign, a semicolon, a backslash or
 * a control character. The query is not checked. The absolute form ({@code http://host/path}), which every server
 * must accept (RFC 9112, 3.2.2), is checked by its path and host; {@code *} and {@code host:port} are refused.
 * Stateless.
 */
final class RequestTarget {

    /** In addition to letters and digits: unreserved characters and sub-delimiters, without the semicolon. */
    private static final String PLAIN = "-._~!$&'()*+,=:@/";

    private static final String NOT_ESCAPED = "/\\;%";

    private RequestTarget() {}

    /** @param target as it was sent, one character for each byte */
    static boolean isPlain(String target) {
        String path = pathOf(target);
        StringBuilder decoded = new StringBuilder(path.length());
        return path.startsWith("/") && decode(path, decoded) && !hasDotSegment(decoded);
    }

    /** The path without the query, and without scheme and authority if the authority is valid. */
    private static String pathOf(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String lower = path.toLowerCase(Locale.ROOT);
        int authority = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        if (authority == 0) {
            return path;
        }
        int end = path.indexOf('/', authority);
        String host = path.substring(authority, end < 0 ? path.length() : end);
        return HostField.isPlain(host) ? (end < 0 ? "/" : path.substring(end)) : "";
    }

    private static boolean decode(String path, StringBuilder decoded) {
        int at = 0;
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '%') {
                int end = endOfEscapes(path, at);
                if (end == at || !decodeEscapes(path, at, end, decoded)) {
                    return false;
                }
                at = end;
            } else if (isPlain(c)) {
                decoded.append(c);
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return AsciiText.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
    }

    /** End of the run of escapes that begins there; the start if there is none. */
    private static int endOfEscapes(String path, int start) {
        int end = start;
        while (end + 2 < path.length()
                && path.charAt(end) == '%'
                && digit(path, end + 1) >= 0
                && digit(path, end + 2) >= 0) {
            end += 3;
        }
        return end;
    }

    private static int digit(String path, int at) {
        char c = path.charAt(at);
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static boolean decodeEscapes(String path, int start, int end, StringBuilder decoded) {
        byte[] octets = new byte[(end - start) / 3];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) ((digit(path, start + 3 * i + 1) << 4) | digit(path, start + 3 * i + 2));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            decoded.append(text);
            return text.chars().noneMatch(c -> Character.isISOControl(c) || NOT_ESCAPED.indexOf(c) >= 0);
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /** @param path that begins with a slash */
    private static boolean hasDotSegment(StringBuilder path) {
        if (path.indexOf("/.") < 0) {
            return false;
        }
        String closed = path.append('/').toString();
        return closed.contains("/./") || closed.contains("/../");
    }
}

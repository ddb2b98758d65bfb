package dev.sdpmcp.requesthead;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a request head that decide how the request is read: the request line, and the headers that name its
 * host and frame its body.
 *
 * @param target as sent; one character for each byte, with or without the query
 * @param protocol such as {@code HTTP/1.1}
 * @param hosts the values of all {@code Host} headers
 * @param codings the values of all {@code Transfer-Encoding} headers
 * @param lengths the values of all {@code Content-Length} headers
 */
public record RequestHead(
        String method, String target, String protocol, List<String> hosts, List<String> codings, List<String> lengths) {

    private static final String NAME_CHARACTERS = "!#$%&'*+-.^_`|~";
    private static final String LINE_END = "\r\n";
    private static final int MAX_LENGTH_DIGITS = 18;

    public RequestHead {
        hosts = List.copyOf(hosts);
        codings = List.copyOf(codings);
        lengths = List.copyOf(lengths);
    }

    /**
     * Parses a head strictly: lines end with CR LF, no folding, no blank before a colon. A leading empty line is not
     * skipped, since Grizzly takes it for a part of the method.
     *
     * @param text one character for each byte; the rest after the head is ignored
     * @return empty if it does not follow the grammar
     */
    public static Optional<RequestHead> parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        int lineEnd = endOfLine(head, 0);
        String[] request = head.substring(0, lineEnd).split(" ", -1);
        if (request.length != 3 || !isToken(request[0])) {
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>(1);
        List<String> codings = new ArrayList<>(1);
        List<String> lengths = new ArrayList<>(1);
        while (lineEnd < head.length()) {
            int start = lineEnd + LINE_END.length();
            lineEnd = endOfLine(head, start);
            String line = head.substring(start, lineEnd);
            int colon = line.indexOf(':');
            if (colon < 0 || !isToken(line.substring(0, colon)) || !isValue(line, colon + 1)) {
                return Optional.empty();
            }
            String value = trimmed(line.substring(colon + 1));
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "host" -> hosts.add(value);
                case "transfer-encoding" -> codings.add(value);
                case "content-length" -> lengths.add(value);
                default -> {
                    // says nothing about how the request is to be read
                }
            }
        }
        return Optional.of(new RequestHead(request[0], request[1], request[2], hosts, codings, lengths));
    }

    private static int endOfLine(String head, int start) {
        int end = head.indexOf(LINE_END, start);
        return end < 0 ? head.length() : end;
    }

    /** Strips blanks and tabs only, not other characters that some programs treat as blank. */
    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && AsciiText.all(text, 0, c -> AsciiText.isLetterOrDigit(c) || NAME_CHARACTERS.indexOf(c) >= 0);
    }

    /** Visible characters, blanks and tabs; some programs would read a value with a CR or LF as two lines. */
    private static boolean isValue(String line, int from) {
        return AsciiText.all(line, from, c -> c == '\t' || (c >= ' ' && c != 0x7f));
    }

    /** Why the request is refused; usually empty. */
    public Optional<Flaw> flaw() {
        boolean current = protocol.equals("HTTP/1.1");
        if (!current && !protocol.equals("HTTP/1.0")) {
            return Optional.of(Flaw.UNREADABLE);
        }
        if (hasUnclearLength(current)) {
            return Optional.of(Flaw.LENGTH);
        }
        if (!RequestTarget.isPlain(target)) {
            return Optional.of(Flaw.PATH);
        }
        boolean oneHost = hosts.size() == 1 && HostField.isPlain(hosts.getFirst());
        boolean noneNeeded = hosts.isEmpty() && !current;
        return oneHost || noneNeeded ? Optional.empty() : Optional.of(Flaw.HOST);
    }

    /** A transfer coding in HTTP/1.0 is an error too (RFC 9112, 6.1). */
    private boolean hasUnclearLength(boolean current) {
        if (codings.isEmpty()) {
            return lengths.size() > 1 || lengths.stream().anyMatch(length -> !isLength(length));
        }
        return !current
                || codings.size() > 1
                || !trimmed(codings.getFirst()).equalsIgnoreCase("chunked")
                || !lengths.isEmpty();
    }

    private static boolean isLength(String length) {
        return !length.isEmpty()
                && length.length() <= MAX_LENGTH_DIGITS
                && AsciiText.all(length, 0, AsciiText::isDigit);
    }

    /** Why a request head is refused. The launcher passes the names to the application as text. */
    public enum Flaw {
        /** The request line or a header line does not follow the grammar of HTTP/1.1. */
        UNREADABLE,
        /** The request target is not a plain path, see {@link RequestTarget}. */
        PATH,
        /** The end of the body is ambiguous: a transfer coding other than chunked, two lengths, or both. */
        LENGTH,
        /** No host, more than one, or an invalid port. */
        HOST
    }
}

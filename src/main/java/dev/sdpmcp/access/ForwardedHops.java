package dev.sdpmcp.access;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parser of forwarding headers, nearest proxy last. A hop that cannot be read is empty, and the search for the client
 * stops there. The parser is strict: the client wrote part of these headers and may imitate a proxy. Stateless.
 */
final class ForwardedHops {

    /** More hops than any real chain has; those on the far side are ignored. */
    static final int MAX_HOPS = 32;

    private static final String FOR = "for=";

    private ForwardedHops() {}

    /** {@code X-Forwarded-For}: addresses, comma-separated, over one or more headers. */
    static List<Optional<IPAddress>> ofXForwardedFor(List<String> headers) {
        return lastOf(split(headers)).stream().map(ForwardedHops::address).toList();
    }

    /** {@code X-Real-IP}: one address. A second one comes from another program, so none is trusted. */
    static List<Optional<IPAddress>> ofXRealIp(List<String> headers) {
        List<String> all = split(headers);
        return all.size() > 1
                ? List.of(Optional.empty())
                : all.stream().map(ForwardedHops::address).toList();
    }

    /** {@code Forwarded}: RFC 7239, the {@code for} parameter of each element. */
    static List<Optional<IPAddress>> ofForwarded(List<String> headers) {
        return lastOf(split(headers)).stream()
                .map(ForwardedHops::forParameter)
                .map(node -> node.flatMap(ForwardedHops::address))
                .toList();
    }

    /** Skips empty elements (RFC 9110, 5.6.1). */
    private static List<String> split(List<String> headers) {
        List<String> elements = new ArrayList<>();
        for (String header : headers) {
            for (String element : header.split(",")) {
                if (!element.isBlank()) {
                    elements.add(element.strip());
                }
            }
        }
        return elements;
    }

    private static List<String> lastOf(List<String> elements) {
        return elements.subList(Math.max(0, elements.size() - MAX_HOPS), elements.size());
    }

    /**
     * The only {@code for} of an element. A proxy may copy text of the client into another parameter of its element
     * (the {@code host}); commas and semicolons in it split the element. This leaves an open quote or a second {@code
     * for}, and then the whole element is ignored.
     */
    private static Optional<String> forParameter(String element) {
        if (element.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        String found = null;
        for (String pair : element.split(";")) {
            String trimmed = pair.strip();
            boolean secondFor = false;
            if (trimmed.regionMatches(true, 0, FOR, 0, FOR.length())) {
                secondFor = found != null;
                found = trimmed.substring(FOR.length());
            }
            if (secondFor || hasLooseQuote(trimmed)) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(found).map(ForwardedHops::unquoted);
    }

    /** Whether there are quotes other than one pair around the value. */
    private static boolean hasLooseQuote(String pair) {
        int first = pair.indexOf('"');
        return first >= 0
                && (first != pair.indexOf('=') + 1
                        || first == pair.length() - 1
                        || pair.indexOf('"', first + 1) != pair.length() - 1);
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** An address as proxies write it: bare or in brackets, with or without a port. */
    static Optional<IPAddress> address(String node) {
        return AddressRanges.parse(withoutPort(node)).filter(address -> !address.isMultiple() && !address.isPrefixed());
    }

    /** Empty, which is not an address, if brackets or port are malformed. */
    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end >= 0 && isPort(node, end + 1) ? node.substring(1, end) : "";
        }
        int colon = node.indexOf(':');
        boolean onlyColon = colon >= 0 && colon == node.lastIndexOf(':');
        if (onlyColon) {
            return isPort(node, colon) ? node.substring(0, colon) : "";
        }
        return node;
    }

    /** Whether the rest of the text is empty, or a colon and up to five digits. */
    static boolean isPort(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        int digits = text.length() - from - 1;
        boolean allDigits = text.chars().skip(from + 1L).allMatch(c -> c >= '0' && c <= '9');
        return text.charAt(from) == ':' && digits >= 1 && digits <= 5 && allDigits;
    }
}

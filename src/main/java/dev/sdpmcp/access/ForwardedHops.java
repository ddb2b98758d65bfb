package dev.sdpmcp.access;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the addresses out of forwarding headers, nearest proxy last. What cannot be read as an address is an empty hop: the
 * walk stops there, since nobody knows what lies behind it.
 */
final class ForwardedHops {

    /** More hops than any honest chain has; the rest, on the far side, is not looked at. */
    static final int MAX_HOPS = 32;

    private ForwardedHops() {}

    /** {@code X-Forwarded-For}: addresses, comma-separated, over one or more headers. */
    static List<Optional<IPAddress>> ofXForwardedFor(List<String> headers) {
        return lastOf(split(headers)).stream().map(ForwardedHops::address).toList();
    }

    /** {@code Forwarded}: RFC 7239, the {@code for} parameter of each element. */
    static List<Optional<IPAddress>> ofForwarded(List<String> headers) {
        return lastOf(split(headers)).stream()
                .map(ForwardedHops::forParameter)
                .map(node -> node.flatMap(ForwardedHops::address))
                .toList();
    }

    private static List<String> split(List<String> headers) {
        List<String> elements = new ArrayList<>();
        for (String header : headers) {
            for (String element : header.split(",", -1)) {
                elements.add(element.strip());
            }
        }
        return elements;
    }

    private static List<String> lastOf(List<String> elements) {
        return elements.subList(Math.max(0, elements.size() - MAX_HOPS), elements.size());
    }

    private static Optional<String> forParameter(String element) {
        for (String pair : element.split(";", -1)) {
            String trimmed = pair.strip();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
                return Optional.of(unquoted(trimmed.substring("for=".length()).strip()));
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** An address as proxies write it: bare, in brackets, and either of them with a port. */
    static Optional<IPAddress> address(String node) {
        String text = node;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? "" : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        return AddressRanges.parse(text).filter(address -> !address.isMultiple());
    }
}

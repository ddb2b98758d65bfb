package dev.sdpmcp.config.reading;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Syntax of addresses, CIDR ranges and host names. Makes no DNS lookup. Stateless. */
final class NetworkNames {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern LABELS =
            Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\\.?");
    private static final List<String> LOOPBACK_NAMES = List.of("localhost", "127.0.0.1", "::1");

    private NetworkNames() {}

    /** Whether this is an address or a CIDR range, IPv4 or IPv6. */
    static boolean isAddressOrRange(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return isAddress(text);
        }
        String address = text.substring(0, slash);
        String prefix = text.substring(slash + 1);
        return isAddress(address)
                && prefix.matches("[0-9]{1,3}")
                && Integer.parseInt(prefix) <= (isIpv4(address) ? 32 : 128);
    }

    /** Whether this is an IP literal, without brackets and without a zone. */
    static boolean isAddress(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    /** Whether this is an IP literal or a valid host name. Digits with dots that are not an address are neither. */
    static boolean isHost(String text) {
        return isAddress(text)
                || (!text.matches("[0-9.]+") && LABELS.matcher(text).matches());
    }

    /** Like {@link #isHost}, also for an address in brackets. */
    static boolean isHostInUrl(String text) {
        return isHost(withoutBrackets(text));
    }

    /** Whether this is a loopback address or {@code localhost}. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || (isAddress(host) && address(host).isLoopbackAddress());
    }

    /** {@code [::1]} as {@code ::1}. */
    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** {@code ::1} as {@code [::1]}, for URLs. */
    static String forUrl(String host) {
        return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    }

    /** Host names of a listener bound to this host; for a wildcard address all names of this machine. */
    static List<String> ownNames(String host) {
        Set<String> names = new LinkedHashSet<>();
        if (isAddress(host) && address(host).isAnyLocalAddress()) {
            names.addAll(LOOPBACK_NAMES);
            names.addAll(namesOfThisMachine());
        } else {
            names.add(host.toLowerCase(Locale.ROOT));
            names.addAll(isLoopback(host) ? LOOPBACK_NAMES : List.of());
        }
        return List.copyOf(names);
    }

    private static Set<String> namesOfThisMachine() {
        Set<String> names = new LinkedHashSet<>();
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                    .forEach(names::add);
        } catch (UnknownHostException | SocketException unnamed) {
            return names; // the operator can set SDP_ALLOWED_HOSTS
        }
        return names;
    }

    private static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    private static boolean isIpv6(String text) {
        try {
            return text.indexOf(':') >= 0 && IPV6_CHARACTERS.matcher(text).matches() && address(text) != null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** A text with a colon is taken for a literal, so there is no DNS lookup. */
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("not an IP literal: " + literal, notAnAddress);
        }
    }
}

package dev.sdpmcp.requesthead;

/**
 * Syntax check of a {@code Host} header: a name or an address, and a port from 0 to 65535 or none. It does not check
 * whose name it is. Stateless.
 */
final class HostField {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    private HostField() {}

    static boolean isPlain(String value) {
        String host = value.strip();
        int colon = portColon(host);
        String name = colon < 0 ? host : host.substring(0, colon);
        return isName(name) && (colon < 0 || isPort(host.substring(colon + 1)));
    }

    /** Index of the colon before the port; -1 if there is none, as in an IPv6 address in brackets. */
    private static int portColon(String host) {
        return host.startsWith("[") ? host.indexOf(':', Math.max(0, host.indexOf(']'))) : host.indexOf(':');
    }

    private static boolean isName(String name) {
        boolean opened = name.startsWith("[");
        return !name.isEmpty()
                && opened == name.endsWith("]")
                && AsciiText.all(name, 0, c -> c > ' ' && c < 0x7f && "/\\?#@%<>\"^`{|}".indexOf(c) < 0)
                && name.indexOf('[', 1) < 0;
    }

    private static boolean isPort(String port) {
        return port.length() <= MAX_PORT_DIGITS
                && AsciiText.all(port, 0, AsciiText::isDigit)
                && (port.isEmpty() || Integer.parseInt(port) <= MAX_PORT);
    }
}

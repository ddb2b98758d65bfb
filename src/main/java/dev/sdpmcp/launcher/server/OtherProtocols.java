package dev.sdpmcp.launcher.server;

import java.util.List;

/**
 * Keeps Payara's HTTP listeners to HTTP/1.1. Their HTTP/2 has queues without bounds, for answers to PING and for streams, and
 * is switched off in domain-config/pre-boot.asadmin; clients that would rather speak it, as the JDK's does unless told not to,
 * are served in HTTP/1.1.
 */
final class OtherProtocols {

    private OtherProtocols() {}

    /**
     * From now on each offer of another protocol is ignored, and HTTP/2 without an offer is refused.
     *
     * @param server whose classes are the server's; its listeners are there already
     * @throws ReflectiveOperationException if this server's listeners are not built as we know them
     */
    static void decline(ClassLoader server) throws ReflectiveOperationException {
        ClassLoader grizzly = HttpListeners.grizzlyOf(server);
        boolean declined = false;
        for (Object transport : HttpListeners.transports(server)) {
            Object chain = transport.getClass().getMethod("getProcessor").invoke(transport);
            declined |= chain instanceof List<?> filters && decline(grizzly, filters);
        }
        if (!declined) {
            throw new NoSuchFieldException("the server's HTTP listeners have no filter that parses requests");
        }
    }

    /** In the place of a filter, since a chain must not change its length while connections are open. */
    @SuppressWarnings("unchecked") // a chain takes filters, which this is
    private static boolean decline(ClassLoader grizzly, List<?> filters) throws ReflectiveOperationException {
        Class<?> parser = grizzly.loadClass("org.glassfish.grizzly.http.HttpServerFilter");
        for (int i = 1; i < filters.size(); i++) {
            if (parser.isInstance(filters.get(i - 1))) {
                ((List<Object>) filters).set(i, Http11Gate.before(filters.get(i), grizzly));
                return true;
            }
        }
        return false;
    }
}

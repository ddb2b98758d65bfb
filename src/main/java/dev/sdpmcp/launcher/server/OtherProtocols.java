package dev.sdpmcp.launcher.server;

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
        HttpListeners.insertBehindParser(server, Http11Gate::before);
    }
}

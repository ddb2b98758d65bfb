package dev.sdpmcp.launcher.server;

/** What Payara's HTTP listeners leave open, in Payara Micro and Payara Server alike. */
final class ListenerGuards {

    private ListenerGuards() {}

    /**
     * Plain requests in HTTP/1.1 only, an end for requests whose headers trickle in, and a bound for connections.
     *
     * @param server whose classes are the server's; its listeners are there already
     * @param application says why a request is refused
     * @param limits how many connections may be open
     * @throws ReflectiveOperationException if this server's listeners are not built as we know them
     */
    static void put(ClassLoader server, Application application, ConnectionLimits limits)
            throws ReflectiveOperationException {
        HeadRefusal refusal = new HeadRefusal(application);
        HttpListeners.insertBehindParser(server, (next, grizzly) -> HeadGate.before(next, grizzly, refusal));
        OtherProtocols.decline(server);
        SlowHeads.watch(server);
        SurplusConnections.watch(server, limits);
    }
}

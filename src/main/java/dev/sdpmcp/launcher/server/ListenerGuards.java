package dev.sdpmcp.launcher.server;

/** What Payara's HTTP listeners leave open, in Payara Micro and Payara Server alike. */
final class ListenerGuards {

    private ListenerGuards() {}

    /**
     * HTTP/1.1 only, an end for requests whose headers trickle in, and a bound for connections.
     *
     * @param server whose classes are the server's; its listeners are there already
     * @param streams that the application may have open; connections are bounded with room beside them
     * @throws ReflectiveOperationException if this server's listeners are not built as we know them
     */
    static void put(ClassLoader server, int streams) throws ReflectiveOperationException {
        OtherProtocols.decline(server);
        SlowHeads.watch(server);
        SurplusConnections.watch(server, streams);
    }
}

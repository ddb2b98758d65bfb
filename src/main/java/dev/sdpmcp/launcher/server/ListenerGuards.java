package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.GrizzlyListeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What Payara's HTTP listeners leave open, in Payara Micro and Payara Server alike. */
final class ListenerGuards {

    private static final Logger LOG = System.getLogger(ListenerGuards.class.getName());

    /** RFC 6585, the only one of our answers that Grizzly has no words for. */
    private static final int TOO_MANY_REQUESTS = 429;

    private ListenerGuards() {}

    /**
     * Plain requests in HTTP/1.1 only, an end for requests whose headers trickle in, and a bound for connections. Each is tried once.
     *
     * @param server whose classes are the server's; its listeners are there already
     * @param address where it listens
     * @param application says why a request is refused
     * @param limits how many connections may be open
     * @throws StartRefused if this server's listeners are not built as we know them: without these guards, whoever reaches the
     *     server could take it down
     */
    static void put(ClassLoader server, ListeningAddress address, Application application, ConnectionLimits limits)
            throws StartRefused {
        try {
            Listeners listeners = GrizzlyListeners.of(server);
            GuardCheck check = new GuardCheck(address.reachable());
            listeners.refuseBy(check.and(new HeadRefusal(application)));
            listeners.keepToHttp11();
            check.run(listeners);
            HeaderTimeout.watch(listeners);
            ConnectionLimiter.watch(listeners, limits);
            nameStatuses(listeners);
        } catch (ReflectiveOperationException changed) {
            throw new StartRefused(
                    ExitCode.SERVER,
                    "the listeners of this Payara cannot be guarded: " + changed.getMessage()
                            + ". Use a version that docs/servers.md names.");
        }
    }

    /** Without it answers are right all the same, hence no reason to refuse the start. */
    private static void nameStatuses(Listeners listeners) {
        try {
            listeners.nameStatus(TOO_MANY_REQUESTS, "Too Many Requests");
        } catch (ReflectiveOperationException changed) {
            LOG.log(
                    Level.WARNING,
                    "Answers with status {0} have no reason phrase of their own: {1}",
                    TOO_MANY_REQUESTS,
                    changed.getMessage());
        }
    }
}

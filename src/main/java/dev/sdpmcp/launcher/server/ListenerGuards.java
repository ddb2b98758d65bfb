package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.GrizzlyListeners;
import dev.sdpmcp.launcher.server.grizzly.Listeners;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Guards of the HTTP listeners of Payara Micro and Payara Server, for which they have no settings. Stateless. */
final class ListenerGuards {

    private static final Logger LOG = System.getLogger(ListenerGuards.class.getName());

    /** RFC 6585; Grizzly has no reason phrase for it. */
    private static final int TOO_MANY_REQUESTS = 429;

    private ListenerGuards() {}

    /**
     * Installs and tests the guards: refusal of malformed request heads and of HTTP/2, header timeout, connection
     * limit.
     *
     * @param server class loader of the server, whose listeners exist already
     * @param address address of the listener
     * @param application logs refusals
     * @param limits limits of open connections
     * @throws StartRefused if the guards do not fit this server, since clients could then exhaust it
     */
    static void install(
            ClassLoader server, ListeningAddress address, Application application, ConnectionLimiter.Limits limits)
            throws StartRefused {
        try {
            Listeners listeners = GrizzlyListeners.of(server);
            GuardCheck check = new GuardCheck(address.reachable());
            listeners.refuseByHead(check.extend(new HeadRefusal(application)));
            listeners.restrictToHttp11();
            check.run(listeners);
            HeaderTimeout.start(listeners);
            ConnectionLimiter.start(listeners, limits);
            registerStatuses(listeners);
        } catch (ReflectiveOperationException changed) {
            throw new StartRefused(
                    ExitCode.SERVER,
                    "the listeners of this Payara version are not supported: " + changed.getMessage()
                            + ". Use a version that docs/servers.md names.");
        }
    }

    /** Optional, hence no reason to refuse the start. */
    private static void registerStatuses(Listeners listeners) {
        try {
            listeners.registerStatus(TOO_MANY_REQUESTS, "Too Many Requests");
        } catch (ReflectiveOperationException changed) {
            LOG.log(
                    Level.WARNING,
                    "Responses with status {0} have no reason phrase: {1}",
                    TOO_MANY_REQUESTS,
                    changed.getMessage());
        }
    }
}

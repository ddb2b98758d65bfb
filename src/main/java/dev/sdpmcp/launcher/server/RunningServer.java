package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.log.ServerLogging;
import dev.sdpmcp.launcher.server.grizzly.GrizzlyListeners;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The server with the application, from nothing to ready. */
public final class RunningServer {

    private static final Duration DEPLOYMENT_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 100;

    private RunningServer() {}

    /**
     * Starts the server in this process and returns when clients may come. A server that does not get there is taken down again.
     *
     * @throws StartRefused if it does not boot, does not deploy or does not become ready
     */
    public static void start(InstallationLayout home, ServerConfiguration configuration, Application application)
            throws StartRefused, InterruptedException {
        Path dataFolder = configuration.storage().dataDirectory();
        UnpackedServer server = UnpackedServer.of(home, dataFolder);
        PayaraMicro micro = new PayaraMicro(server, dataFolder.resolve("server"));
        boolean ready = false;
        try {
            micro.start(
                    home.domainConfig(),
                    home.artefact("sdp-mcp.war"),
                    ListeningAddress.of(configuration.http()),
                    new ServerLogging(home.domainConfig(), configuration.logging()),
                    application,
                    ConnectionLimits.of(configuration));
            awaitReadiness(configuration, application);
            ready = true;
        } finally {
            if (!ready) {
                // whoever started it says why it failed when this is done: the sentence is to be the last line
                micro.stop(STOP_LIMIT);
            }
        }
    }

    /**
     * Waits for a server that somebody else starts in this process, and returns when clients may come.
     *
     * @param jvm this one, which is asked for the server's classes
     * @throws StartRefused if the application is not there within five minutes, or does not become ready
     */
    public static void await(ServerConfiguration configuration, Application application, Instrumentation jvm)
            throws StartRefused, InterruptedException {
        ListeningAddress address = ListeningAddress.of(configuration.http());
        long end = System.nanoTime() + DEPLOYMENT_LIMIT.toNanos();
        while (!address.isServed() || !application.isDeployed()) {
            if (System.nanoTime() > end) {
                throw new StartRefused(
                        ExitCode.SERVER,
                        "the application is not there after " + DEPLOYMENT_LIMIT.toMinutes()
                                + " minutes. The server's log above says why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        // WildFly does by itself what it is told
        Optional<ClassLoader> payara = GrizzlyListeners.serverIn(jvm.getAllLoadedClasses());
        if (payara.isPresent()) {
            ListenerGuards.put(payara.get(), address, application, ConnectionLimits.of(configuration));
        }
        awaitReadiness(configuration, application);
    }

    private static void awaitReadiness(ServerConfiguration configuration, Application application)
            throws StartRefused, InterruptedException {
        Readiness.of(configuration, application).await();
        application.announceReady();
    }
}

package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.server.grizzly.GrizzlyListeners;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Start of the server with the application until it is ready. Stateless. */
public final class RunningServer {

    private static final Duration DEPLOYMENT_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 100;

    private RunningServer() {}

    /**
     * Starts the server in this process and returns when it is ready. A server that does not become ready is stopped.
     *
     * @throws StartRefused if it does not boot, deploy or become ready
     */
    public static void start(InstallationLayout home, ServerConfiguration configuration, Application application)
            throws StartRefused, InterruptedException {
        Path dataFolder = configuration.storage().dataDirectory();
        UnpackedServer server = UnpackedServer.of(home, dataFolder);
        PayaraMicro micro = new PayaraMicro(server, dataFolder.resolve("server"));
        boolean ready = false;
        try {
            micro.start(home, configuration, application);
            awaitReadiness(configuration, application);
            ready = true;
        } finally {
            if (!ready) {
                // before the caller prints the reason, which must be the last line
                micro.stop(STOP_LIMIT);
            }
        }
    }

    /**
     * Waits until a server that is started elsewhere in this process is ready.
     *
     * @param jvm to find the classes of the server
     * @throws StartRefused if the application is not deployed within five minutes, or does not become ready
     */
    public static void await(ServerConfiguration configuration, Application application, Instrumentation jvm)
            throws StartRefused, InterruptedException {
        ListeningAddress address = ListeningAddress.of(configuration.http());
        long end = System.nanoTime() + DEPLOYMENT_LIMIT.toNanos();
        while (!address.isServed() || !application.isDeployed()) {
            if (System.nanoTime() > end) {
                throw ExitCode.SERVER.refusal("the application is not deployed after " + DEPLOYMENT_LIMIT.toMinutes()
                        + " minutes. See the server's log above.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        // WildFly has settings for this
        Optional<ClassLoader> payara = GrizzlyListeners.serverIn(jvm.getAllLoadedClasses());
        if (payara.isPresent()) {
            ListenerGuards.install(payara.get(), configuration, application);
        }
        awaitReadiness(configuration, application);
    }

    private static void awaitReadiness(ServerConfiguration configuration, Application application)
            throws StartRefused, InterruptedException {
        ServerHealth.of(configuration, application).awaitReady();
        application.announceReady();
    }
}

package dev.sdpmcp.launcher.server;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.launcher.setting.Home;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.nio.file.Path;

/** The server with the application, from nothing to ready. */
public final class RunningServer {

    private RunningServer() {}

    /**
     * Starts the server in this process and returns when clients may come.
     *
     * @throws StartRefused if it does not boot, does not deploy or does not become ready
     */
    public static void start(Home home, ServerConfiguration configuration, Application application)
            throws StartRefused, InterruptedException {
        Path dataFolder = configuration.storage().dataDirectory();
        UnpackedServer server = UnpackedServer.of(home, dataFolder);
        ListeningAddress address = ListeningAddress.of(configuration.http());
        new PayaraMicro(server, dataFolder.resolve("server"))
                .start(home.domainConfig(), home.artefact("sdp-mcp.war"), address, configuration.logging());
        new WarmUp(
                        application,
                        address,
                        configuration.http(),
                        configuration.access().apiKeys().get(0).secret())
                .run();
    }
}

package dev.sdpmcp.launcher;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.server.Application;
import dev.sdpmcp.launcher.server.Liveness;
import dev.sdpmcp.launcher.server.RunningServer;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's work on a server that it does not start itself, WildFly or Payara Server: an agent of that server's JVM
 * ({@code -javaagent:sdp-mcp-launcher.jar}). It checks the configuration before the server boots, gives it the values of
 * {@code .env}, turns a signal into an orderly end, and says {@code ready:} when clients may come. The process belongs to
 * sdp-mcp then: a start that fails ends it, with the same messages and exit codes as {@link Launcher}.
 */
public final class Agent {

    private static final Duration END_LIMIT = Duration.ofSeconds(15);

    private Agent() {}

    /**
     * Called by the JVM before the server's own main method. Nothing here may log, or ask for the MBean server, before the
     * server is up: each server brings implementations of its own for both and must be the first to choose.
     *
     * @param argument not used
     * @param jvm knows the server's classes, once there are some
     */
    public static void premain(@Nullable String argument, Instrumentation jvm) {
        // taken now: servers put streams of their own, which end in their logs, in the place of these
        Console console = new Console(System.out, System.err);
        try {
            InstallationLayout home = InstallationLayout.ofThisProgram();
            console.writeAs(System.getenv(ConfigurationKey.LOG_FORMAT.name()));
            Settings settings = new Settings(System.getenv(), DotEnv.read(home.dotEnv()));
            console.writeAs(settings.value(ConfigurationKey.LOG_FORMAT).orElse(null));
            settings.warnings().forEach(console::warn);
            ServerConfiguration checked = settings.read();
            DataFolder data = DataFolder.open(checked.storage().dataDirectory());
            ListeningAddress.of(checked.http()).check();
            settings.prescribe(ConfigurationKey.SDP_DATA_DIR, data.path().toString());
            settings.handOver();
            accompany(settings.read(), jvm, console);
        } catch (StartRefused refused) {
            end(console, refused);
        } catch (RuntimeException fault) {
            console.complainOf(fault);
            System.exit(ExitCode.SERVER.number());
        }
    }

    private static void accompany(ServerConfiguration configuration, Instrumentation jvm, Console console) {
        Application application = new Application();
        SystemdNotifier systemd = SystemdNotifier.of(System.getenv());
        if (!StopSignals.on(new ShutdownSequence(console, application, systemd), application::reload)) {
            console.warn("this JVM handles no signals; clients will not be told when the server stops");
        }
        Thread waiting = new Thread(() -> await(configuration, application, jvm, console, systemd), "sdp-mcp-start");
        waiting.setDaemon(true);
        waiting.start();
    }

    private static void await(
            ServerConfiguration configuration,
            Application application,
            Instrumentation jvm,
            Console console,
            SystemdNotifier systemd) {
        try {
            RunningServer.await(configuration, application, jvm);
            String url = ListeningAddress.of(configuration.http()).url() + "/sse";
            console.say("URL: " + url);
            console.say("ready: " + url);
            systemd.ready(application.state());
            systemd.watch(Liveness.of(configuration, application)::isAlive, application::state);
        } catch (StartRefused refused) {
            endServed(application, console, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            console.complainOf(fault);
            System.exit(ExitCode.SERVER.number());
        }
    }

    /** The server is taken down by its own shutdown hook; the sentence waits for the application's end, to be the last line. */
    private static void endServed(Application application, Console console, StartRefused refused) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            application.awaitEnd(END_LIMIT);
                            refused.messages().forEach(console::complain);
                        },
                        "sdp-mcp-last-line"));
        System.exit(refused.exitCode().number());
    }

    private static void end(Console console, StartRefused refused) {
        refused.messages().forEach(console::complain);
        System.exit(refused.exitCode().number());
    }
}

package dev.sdpmcp.launcher;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.server.Application;
import dev.sdpmcp.launcher.server.RunningServer;
import dev.sdpmcp.launcher.server.ServerHealth;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Java agent ({@code -javaagent:sdp-mcp-launcher.jar}) for servers that the launcher does not start, WildFly and Payara
 * Server. Checks the configuration before the server boots, passes the values of {@code .env} to it, stops gracefully
 * on a signal, and prints {@code ready:} when clients may connect. A failed start ends the process with the messages
 * and exit codes of {@link Launcher}.
 */
public record Agent(
        ServerConfiguration configuration, Application application, Console console, SystemdNotifier systemd) {

    private static final Duration END_LIMIT = Duration.ofSeconds(15);

    /**
     * Called by the JVM before the main method of the server. Must not log or create the MBean server before the server
     * has booted, since each server installs its own implementation of both.
     *
     * @param argument not used
     * @param jvm to find the classes of the server
     */
    public static void premain(@Nullable String argument, Instrumentation jvm) {
        // the original streams: servers replace them with their logs
        Console console = new Console(System.out, System.err);
        try {
            Settings settings =
                    console.readSettings(InstallationLayout.ofThisProgram().dotEnv());
            settings.warnings().forEach(console::warn);
            ServerConfiguration checked = settings.read();
            DataFolder data = DataFolder.open(checked.storage().dataDirectory());
            ListeningAddress.of(checked.http()).check();
            settings.override(ConfigurationKey.SDP_DATA_DIR, data.path().toString());
            settings.export();
            Application application = new Application();
            new Agent(settings.read(), application, console, SystemdNotifier.of(System.getenv())).watch(jvm);
        } catch (StartRefused refused) {
            refused.messages().forEach(console::printError);
            System.exit(refused.exitCode().number());
        } catch (RuntimeException fault) {
            console.printDefect(fault);
            System.exit(ExitCode.SERVER.number());
        }
    }

    private void watch(Instrumentation jvm) {
        if (!StopSignals.handle(new ShutdownSequence(console, application, systemd), application::reload)) {
            console.warn("this JVM cannot handle signals; clients will not be notified when the server stops");
        }
        Thread.ofPlatform().daemon().name("sdp-mcp-start").start(() -> await(jvm));
    }

    private void await(Instrumentation jvm) {
        try {
            RunningServer.await(configuration, application, jvm);
            String url = ListeningAddress.of(configuration.http()).url() + "/sse";
            console.print("URL: " + url);
            console.print("ready: " + url);
            systemd.ready(application.state());
            systemd.watch(ServerHealth.of(configuration, application)::isAlive, application::state);
        } catch (StartRefused refused) {
            exitAfterStop(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            console.printDefect(fault);
            System.exit(ExitCode.SERVER.number());
        }
    }

    /** Prints the reason as the last line, after the application has stopped in the shutdown hook of the server. */
    private void exitAfterStop(StartRefused refused) {
        Runnable print = () -> {
            application.awaitEnd(END_LIMIT);
            refused.messages().forEach(console::printError);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(print, "sdp-mcp-last-line"));
        System.exit(refused.exitCode().number());
    }
}

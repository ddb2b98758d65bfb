package dev.sdpmcp.launcher;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.config.reading.ExposureWarnings;
import dev.sdpmcp.launcher.demo.DemoSimulator;
import dev.sdpmcp.launcher.log.ServerLogging;
import dev.sdpmcp.launcher.server.Application;
import dev.sdpmcp.launcher.server.ApplicationCommand;
import dev.sdpmcp.launcher.server.CdsTrainingRun;
import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.server.RunningServer;
import dev.sdpmcp.launcher.server.ServerHealth;
import dev.sdpmcp.launcher.server.TrainingCalls;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.Options;
import dev.sdpmcp.launcher.setting.Options.DoctorOptions;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Main program of start-sse.sh, and of the second JVM of {@link OneJar}. */
public final class Launcher {

    private static final String RESTORE = "restore";
    private static final String PLACEHOLDER_URL = "http://127.0.0.1";
    private static final String PLACEHOLDER_KEY = "-".repeat(64);

    private final InstallationLayout home;
    private final Options options;
    private final Settings settings;
    private final Console console;
    private final Application application = new Application();
    private final SystemdNotifier systemd = SystemdNotifier.of(System.getenv());
    private final ShutdownSequence stop;

    private Launcher(InstallationLayout home, Options options, Settings settings, Console console) {
        this.home = home;
        this.options = options;
        this.settings = settings;
        this.console = console;
        this.stop = new ShutdownSequence(console, application, systemd);
    }

    /** Runs a command, or starts the server and returns when it is ready. */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err);
        try {
            List<String> words = DotEnv.takeOption(List.of(arguments));
            Options options = Options.parse(words);
            InstallationLayout home = InstallationLayout.ofThisProgram();
            switch (options.task()) {
                case HELP -> console.print(Options.help());
                case VERSION -> console.print(Options.version());
                case DOCTOR -> System.exit(doctor(home, DoctorOptions.in(words).orElseThrow()));
                case UNPACK -> new CdsTrainingRun(home, console::note).unpack();
                case SERVE -> new Launcher(home, options, console.readSettings(home.dotEnv()), console).run();
                case REHEARSE -> new Launcher(home, options, new Settings(System.getenv(), Map.of()), console).run();
                default -> new Launcher(home, options, Settings.read(home.dotEnv()), console).run();
            }
        } catch (StartRefused refused) {
            refused.messages().forEach(console::printError);
            // without shutdown hooks, so that the reason is the last line; everything was stopped before
            Runtime.getRuntime().halt(refused.exitCode().number());
        } catch (InterruptedException interrupted) {
            System.exit(ExitCode.SERVER.number());
        } catch (RuntimeException fault) {
            // the threads of the server would keep the process alive
            console.printDefect(fault);
            Runtime.getRuntime().halt(ExitCode.SERVER.number());
        }
    }

    private void run() throws StartRefused, InterruptedException {
        settings.warnings().forEach(console::warn);
        if (options.command().equals(Optional.of(RESTORE))) {
            System.exit(restore());
        }
        boolean generateKey = !settings.isGiven(ConfigurationKey.SDP_API_KEYS);
        ServerConfiguration checked = check(options, settings);
        switch (options.task()) {
            case CHECK -> printCheck(checked, settings, console);
            case PREPARE -> prepare(checked);
            case COMMAND -> System.exit(command(checked));
            default -> {
                ListeningAddress address = ListeningAddress.of(checked.http());
                serve(claim(checked, address), address, generateKey);
            }
        }
    }

    /** Runs the doctor, also on an installation with invalid settings or no data folder, and returns its exit code. */
    private static int doctor(InstallationLayout home, DoctorOptions options)
            throws StartRefused, InterruptedException {
        List<String> problems = new ArrayList<>();
        Settings settings = Settings.read(home.dotEnv(), problems::add);
        options.url().ifPresent(url -> settings.override(ConfigurationKey.SDP_PUBLIC_URL, url));
        Set<String> form = options.form(Console.showsColours(System.getenv()));
        // server classes that are not unpacked yet go into a temporary folder, so that the data folder does not change
        return Folders.inTemporary(
                "sdp-mcp-doctor",
                temporary -> new ApplicationCommand(home, temporary)
                        .examine(home, form, problems, settings.valuesWithUnknown(), System.out));
    }

    /** Locks the data folder and checks the address and the database before the server boots. */
    private DataFolder claim(ServerConfiguration checked, ListeningAddress address) throws StartRefused {
        DataFolder data = DataFolder.open(checked.storage().dataDirectory());
        address.check();
        settings.override(ConfigurationKey.SDP_DATA_DIR, data.path().toString());
        if (options.demo()) {
            DemoStore.begin(data.path(), settings);
        }
        if (options.task() == Options.Task.REHEARSE || options.demo()) {
            new ServerLogging(home.domainConfig(), checked.logging()).install();
        } else {
            checkStart(home, settings);
        }
        return data;
    }

    /** Configures the log of a server and checks its database and refresh token. */
    static void checkStart(InstallationLayout home, Settings settings) throws StartRefused {
        ServerConfiguration checked = settings.read();
        new ServerLogging(home.domainConfig(), checked.logging()).install();
        new ApplicationCommand(home, checked.storage().dataDirectory()).checkStart(settings.values());
    }

    /** Checks first what the start would refuse, since the recording takes minutes. */
    private void prepare(ServerConfiguration checked) throws StartRefused {
        CdsTrainingRun preparation = new CdsTrainingRun(home, console::note);
        if (!options.demo()) {
            preparation.unpack();
            claim(checked, ListeningAddress.of(checked.http()));
        }
        preparation.run();
    }

    /**
     * Runs a command and returns its exit code. While a server holds the data folder, the server runs the command,
     * since the embedded database can be open in one process only.
     */
    private int command(ServerConfiguration checked) throws StartRefused, InterruptedException {
        Path folder = checked.storage().dataDirectory();
        String name = options.command().orElseThrow();
        if (checked.storage().postgres().isEmpty() && isHeld(folder)) {
            // unpacks nothing into the data folder, since this may be another user
            return Folders.inTemporary("sdp-mcp-command", temporary -> run("ask-" + name, temporary));
        }
        return run(name, folder);
    }

    /** Restores a backup and returns the exit code. The settings may come from the backup. */
    private int restore() throws StartRefused {
        Path folder = settings.dataFolder();
        if (isHeld(folder)) {
            throw DataFolder.inUseFor(folder, "--" + RESTORE);
        }
        return run(RESTORE, folder);
    }

    /** Whether a server holds the data folder; if not, this process holds it from now on. */
    private static boolean isHeld(Path folder) throws StartRefused {
        return DataFolder.isInUse(folder) || DataFolder.openUnlessHeld(folder).isEmpty();
    }

    private int run(String name, Path folder) throws StartRefused {
        return new ApplicationCommand(home, folder)
                .run(name, options.argument().orElse(null), settings.values(), System.out, System.err);
    }

    private void serve(DataFolder data, ListeningAddress address, boolean generateKey)
            throws StartRefused, InterruptedException {
        boolean training = options.task() == Options.Task.REHEARSE;
        if (!StopSignals.handle(stop, application::reload)) {
            console.warn("this JVM cannot handle signals; clients will not be notified when the server stops");
        }
        StopSignals.watchParent(System.in, application::reload, stop);
        Optional<String> demoKey = options.demo() && generateKey ? Optional.of(data.demoKey()) : Optional.empty();
        ServerHealth health;
        try {
            if (options.demo() || training) {
                startDemoDesk();
            }
            demoKey.ifPresent(key -> settings.override(ConfigurationKey.SDP_API_KEYS, "demo:" + key));
            settings.export();
            ServerConfiguration configuration = settings.read();
            systemd.status("starting");
            RunningServer.start(home, configuration, application);
            health = ServerHealth.of(configuration, application);
        } catch (StartRefused | RuntimeException failed) {
            stop.stopDesk();
            throw failed;
        }
        console.print("URL: " + address.url() + "/sse");
        demoKey.ifPresent(key -> console.print("API key: " + key));
        console.print("ready: " + address.url() + "/sse");
        systemd.ready(application.state());
        systemd.watch(health::isAlive, application::state);
        if (training) {
            train(address);
            stop.runWithoutTimeout();
        }
    }

    /** A failure only makes starts slower. */
    private void train(ListeningAddress address) throws InterruptedException {
        try {
            String key = settings.value(ConfigurationKey.SDP_API_KEYS).orElseThrow();
            new TrainingCalls(URI.create(address.url()), key).run();
        } catch (IOException failed) {
            console.warn("the training calls failed: " + failed.getMessage());
        }
    }

    /**
     * Validates the settings before anything is started; a demo has placeholders for values that are known later.
     *
     * @throws StartRefused with all problems
     */
    static ServerConfiguration check(Options options, Settings settings) throws StartRefused {
        if (options.demo()) {
            DemoSimulator.overrideSettings(settings, PLACEHOLDER_URL);
            if (!settings.isGiven(ConfigurationKey.SDP_API_KEYS)) {
                settings.override(ConfigurationKey.SDP_API_KEYS, PLACEHOLDER_KEY);
            }
        }
        return settings.read();
    }

    /** Prints the result of {@code --check} for valid settings, with warnings. */
    static void printCheck(ServerConfiguration checked, Settings settings, Console console) {
        ExposureWarnings.of(checked, key -> settings.value(key).isPresent())
                .forEach(warning -> console.warn(warning.sentences()));
        console.print("the settings are valid");
    }

    private void startDemoDesk() throws StartRefused {
        DemoSimulator desk = DemoSimulator.start(
                home.artefact("sdp-simulator.jar"), () -> console.warn("the demo desk has ended unexpectedly"));
        stop.include(desk);
        DemoSimulator.overrideSettings(settings, desk.url());
        console.print("demo desk: " + desk.url());
    }
}

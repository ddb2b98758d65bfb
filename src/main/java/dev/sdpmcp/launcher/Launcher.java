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
import dev.sdpmcp.launcher.server.Liveness;
import dev.sdpmcp.launcher.server.RunningServer;
import dev.sdpmcp.launcher.server.TrainingCalls;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.DoctorOptions;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.ListeningAddress;
import dev.sdpmcp.launcher.setting.Options;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.SettingsFile;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program behind start-sse.sh, and behind {@link OneJar} in a JVM of its own. */
public final class Launcher {

    private static final String RESTORE = "restore";
    private static final String LOG_FORMAT = ConfigurationKey.LOG_FORMAT.name();
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

    /** Starts the server; returns when it is ready and leaves the process to it. */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err);
        try {
            List<String> words = SettingsFile.takenFrom(List.of(arguments));
            Options options = Options.parse(words);
            if (options.task() == Options.Task.HELP) {
                console.say(Options.help());
                return;
            }
            if (options.task() == Options.Task.VERSION) {
                console.say(ProgramVersion.sentence());
                return;
            }
            InstallationLayout home = InstallationLayout.ofThisProgram();
            if (options.task() == Options.Task.DOCTOR) {
                DoctorOptions wanted = DoctorOptions.in(words).orElseThrow();
                System.exit(new DoctorLauncher(home, wanted).run(System.getenv(), System.out));
            }
            if (options.task() == Options.Task.UNPACK) {
                new CdsTrainingRun(home, console::note).unpack();
                return;
            }
            boolean rehearsal = options.task() == Options.Task.REHEARSE;
            boolean serves = options.task() == Options.Task.SERVE;
            console.writeAs(serves ? System.getenv(LOG_FORMAT) : null);
            Settings settings = new Settings(System.getenv(), rehearsal ? Map.of() : DotEnv.read(home.dotEnv()));
            if (serves) {
                console.writeAs(settings.value(ConfigurationKey.LOG_FORMAT).orElse(null));
            }
            new Launcher(home, options, settings, console).run();
        } catch (StartRefused refused) {
            refused.messages().forEach(console::complain);
            // no shutdown hook may write another line: the last one says why, and whatever ran was taken down before
            Runtime.getRuntime().halt(refused.exitCode().number());
        } catch (InterruptedException interrupted) {
            System.exit(ExitCode.SERVER.number());
        } catch (RuntimeException fault) {
            // the server's threads would keep the process, which serves nobody
            console.complainOf(fault);
            Runtime.getRuntime().halt(ExitCode.SERVER.number());
        }
    }

    private void run() throws StartRefused, InterruptedException {
        settings.warnings().forEach(console::warn);
        if (options.command().equals(Optional.of(RESTORE))) {
            System.exit(restore());
        }
        boolean ownKey = !settings.isGiven(ConfigurationKey.SDP_API_KEYS);
        ServerConfiguration checked = check(options, settings);
        if (options.task() == Options.Task.CHECK) {
            tellGood(checked, settings, console);
            return;
        }
        if (options.task() == Options.Task.PREPARE) {
            prepare(checked);
            return;
        }
        if (options.task() == Options.Task.COMMAND) {
            System.exit(command(checked));
        }
        ListeningAddress address = ListeningAddress.of(checked.http());
        serve(claim(checked, address), address, ownKey);
    }

    /** Finds out what is missing before anything takes its time; the data folder is this process's from now on. */
    private DataFolder claim(ServerConfiguration checked, ListeningAddress address) throws StartRefused {
        DataFolder data = DataFolder.open(checked.storage().dataDirectory());
        address.check();
        settings.prescribe(ConfigurationKey.SDP_DATA_DIR, data.path().toString());
        if (options.task() == Options.Task.REHEARSE || options.demo()) {
            new ServerLogging(home.domainConfig(), checked.logging()).begin();
        } else {
            checkStart(home, settings);
        }
        return data;
    }

    /** Begins the log of a server, and looks for what must be there before one starts. */
    static void checkStart(InstallationLayout home, Settings settings) throws StartRefused {
        ServerConfiguration checked = settings.read();
        new ServerLogging(home.domainConfig(), checked.logging()).begin();
        new ApplicationCommand(home, checked.storage().dataDirectory()).checkStart(settings.values());
    }

    /** A start follows in most cases: what it would refuse is refused before the recording, which takes minutes. */
    private void prepare(ServerConfiguration checked) throws StartRefused {
        CdsTrainingRun preparation = new CdsTrainingRun(home, console::note);
        if (!options.demo()) {
            preparation.unpack();
            claim(checked, ListeningAddress.of(checked.http()));
        }
        preparation.run();
    }

    /**
     * The embedded database belongs to one process: while a server holds the data folder, that server runs the command. Returns
     * the exit code.
     */
    private int command(ServerConfiguration checked) throws StartRefused {
        Path folder = checked.storage().dataDirectory();
        String name = options.command().orElseThrow();
        boolean embedded = checked.storage().postgres().isEmpty();
        if (embedded
                && (DataFolder.isInUse(folder)
                        || DataFolder.openUnlessHeld(folder).isEmpty())) {
            return asked(name);
        }
        return run(name, folder);
    }

    /** Nothing is unpacked into the data folder: this may be another user than the server's. */
    private int asked(String name) throws StartRefused {
        try {
            Path aside = Files.createTempDirectory("sdp-mcp-command");
            try {
                return run("ask-" + name, aside);
            } finally {
                Folders.delete(aside);
            }
        } catch (IOException refused) {
            throw new StartRefused(
                    ExitCode.SERVER,
                    "no temporary folder can be made (" + refused.getMessage() + "). Make room in "
                            + System.getProperty("java.io.tmpdir") + ".");
        }
    }

    /** The backup has the settings, if there are none here yet. Returns the exit code. */
    private int restore() throws StartRefused {
        Path folder = Path.of(settings.value(ConfigurationKey.SDP_DATA_DIR)
                        .orElseGet(() ->
                                ConfigurationKey.SDP_DATA_DIR.defaultValue().orElseThrow()))
                .toAbsolutePath()
                .normalize();
        if (DataFolder.isInUse(folder) || DataFolder.openUnlessHeld(folder).isEmpty()) {
            throw DataFolder.isHeldFrom(folder, "--" + RESTORE);
        }
        return run(RESTORE, folder);
    }

    private int run(String name, Path folder) throws StartRefused {
        return new ApplicationCommand(home, folder)
                .run(name, options.argument().orElse(null), settings.values(), System.out, System.err);
    }

    private void serve(DataFolder data, ListeningAddress address, boolean ownKey)
            throws StartRefused, InterruptedException {
        boolean rehearsal = options.task() == Options.Task.REHEARSE;
        boolean handled = StopSignals.on(stop, application::reload);
        if (!handled) {
            console.warn("this JVM handles no signals; clients will not be told when the server stops");
        }
        ParentWatch.start(System.in, application::reload, stop);
        Optional<String> demoKey = options.demo() && ownKey ? Optional.of(data.demoKey()) : Optional.empty();
        Liveness liveness;
        try {
            if (options.demo() || rehearsal) {
                startDemoDesk();
            }
            demoKey.ifPresent(key -> settings.prescribe(ConfigurationKey.SDP_API_KEYS, "demo:" + key));
            settings.handOver();
            ServerConfiguration configuration = settings.read();
            systemd.status("starting");
            RunningServer.start(home, configuration, application);
            liveness = Liveness.of(configuration, application);
        } catch (StartRefused | RuntimeException failed) {
            stop.stopDesk();
            throw failed;
        }
        console.say("URL: " + address.url() + "/sse");
        demoKey.ifPresent(key -> console.say("API key: " + key));
        console.say("ready: " + address.url() + "/sse");
        systemd.ready(application.state());
        systemd.watch(liveness::isAlive, application::state);
        if (rehearsal) {
            rehearse(address);
            stop.runUnlimited();
        }
    }

    /** What cannot be trained is slow at first, and no more. */
    private void rehearse(ListeningAddress address) throws InterruptedException {
        try {
            String key = settings.value(ConfigurationKey.SDP_API_KEYS).orElseThrow();
            new TrainingCalls(URI.create(address.url()), key).run();
        } catch (IOException failed) {
            console.warn("the training calls failed: " + failed.getMessage());
        }
    }

    /**
     * Checks everything before anything is started; what a demo will find out later has stand-ins.
     *
     * @throws StartRefused with every problem
     */
    static ServerConfiguration check(Options options, Settings settings) throws StartRefused {
        if (options.demo()) {
            DemoSimulator.prescribe(settings, PLACEHOLDER_URL);
            if (!settings.isGiven(ConfigurationKey.SDP_API_KEYS)) {
                settings.prescribe(ConfigurationKey.SDP_API_KEYS, PLACEHOLDER_KEY);
            }
        }
        return settings.read();
    }

    /** The end of {@code --check}: what is allowed and may yet be a slip is warned of. */
    static void tellGood(ServerConfiguration checked, Settings settings, Console console) {
        ExposureWarnings.of(checked, key -> settings.value(key).isPresent())
                .forEach(warning -> console.warn(warning.sentences()));
        console.say("the settings are good");
    }

    private void startDemoDesk() throws StartRefused {
        DemoSimulator desk = DemoSimulator.start(
                home.artefact("sdp-simulator.jar"), () -> console.warn("the demo desk has ended by itself"));
        stop.include(desk);
        desk.prescribe(settings);
        console.say("demo desk: " + desk.url());
    }
}

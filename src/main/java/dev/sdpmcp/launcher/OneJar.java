package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.onejar.Installations;
import dev.sdpmcp.launcher.onejar.Payload;
import dev.sdpmcp.launcher.onejar.Supervisor;
import dev.sdpmcp.launcher.server.CdsTrainingRun;
import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.server.JavaOptions;
import dev.sdpmcp.launcher.server.ServerProgram;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.Options;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.SettingsFile;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program of sdp-mcp.jar: does what start-sse.sh does, without a shell, sources or a build. It unpacks the installation
 * that it carries into the data folder, once for each build, and keeps a second JVM that runs it. A second one, since what
 * makes a server quick and bounded (collector, heap, recording of classes) can only be said to a JVM that is started.
 */
public final class OneJar {

    private final Options options;
    private final List<String> arguments;
    private final Path folder;
    private final Settings settings;
    private final Console console;
    private final Supervisor keeper = new Supervisor();

    private OneJar(Options options, List<String> arguments, Path folder, Settings settings, Console console) {
        this.options = options;
        this.arguments = arguments;
        this.folder = folder;
        this.settings = settings;
        this.console = console;
    }

    /** Runs the server or a command to its end and ends with its exit code. */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err);
        try {
            List<String> words = SettingsFile.takenFrom(List.of(arguments));
            Options options = Options.parse(words);
            if (options.task() == Options.Task.HELP) {
                console.say(Options.help("java -jar sdp-mcp.jar", "the current folder"));
                return;
            }
            if (options.task() == Options.Task.VERSION) {
                console.say(ProgramVersion.sentence());
                return;
            }
            Path folder = Path.of("").toAbsolutePath();
            boolean serves = options.task() == Options.Task.SERVE;
            console.writeAs(serves ? System.getenv(ConfigurationKey.LOG_FORMAT.name()) : null);
            Settings settings =
                    settings(options, InstallationLayout.in(folder, folder).dotEnv());
            if (serves) {
                console.writeAs(settings.value(ConfigurationKey.LOG_FORMAT).orElse(null));
            }
            System.exit(new OneJar(options, words, folder, settings, console).run());
        } catch (StartRefused refused) {
            refused.messages().forEach(console::complain);
            System.exit(refused.exitCode().number());
        } catch (InterruptedException interrupted) {
            System.exit(ExitCode.SERVER.number());
        } catch (RuntimeException fault) {
            console.complainOf(fault);
            System.exit(ExitCode.SERVER.number());
        }
    }

    private static Settings settings(Options options, Path dotEnv) throws StartRefused {
        try {
            return new Settings(System.getenv(), DotEnv.read(dotEnv));
        } catch (StartRefused unreadable) {
            if (options.task() == Options.Task.DOCTOR) {
                // reads it once more, and tells what is wrong with it
                return new Settings(System.getenv(), Map.of());
            }
            throw unreadable;
        }
    }

    private int run() throws StartRefused, InterruptedException {
        if (options.task() == Options.Task.CHECK) {
            settings.warnings().forEach(console::warn);
            Launcher.tellGood(Launcher.check(options, settings), settings, console);
            return ExitCode.STOPPED.number();
        }
        StopSignals.on(keeper, keeper::reload);
        Path data = folder.resolve(settings.value(ConfigurationKey.SDP_DATA_DIR)
                        .orElseGet(() ->
                                ConfigurationKey.SDP_DATA_DIR.defaultValue().orElseThrow()))
                .normalize();
        Path programs = data.resolve("program");
        if (options.task() == Options.Task.DOCTOR) {
            return Files.isWritable(programs) ? runIn(programs, false) : runAside();
        }
        boolean serves = options.task() == Options.Task.SERVE;
        if (serves) {
            Launcher.check(options, settings);
        }
        if (!serves && DataFolder.isInUse(data) && !DataFolder.isOfThisUser(data)) {
            // the server is asked; what another user unpacks there would be of no use to it
            return runAside();
        }
        DataFolder.make(data);
        return runIn(programs, serves);
    }

    /** The doctor makes no data folder and mends none. */
    private int runAside() throws StartRefused, InterruptedException {
        try {
            Path aside = Files.createTempDirectory("sdp-mcp-doctor");
            try {
                return runIn(aside, false);
            } finally {
                Folders.delete(aside);
            }
        } catch (IOException refused) {
            throw new StartRefused(
                    ExitCode.SERVER, "no temporary folder can be made or removed (" + refused.getMessage() + ").");
        }
    }

    private int runIn(Path programs, boolean serves) throws StartRefused, InterruptedException {
        InstallationLayout home = installation(programs, serves);
        try {
            if (serves) {
                JavaOptions.check(new ServerProgram(home), ownOptions());
            }
            return keeper.keep(ServerProgram.java(words(home, serves)));
        } catch (IOException failed) {
            throw new StartRefused(ExitCode.JDK, "no second JVM can be started (" + failed.getMessage() + ").");
        }
    }

    private InstallationLayout installation(Path programs, boolean serves) throws StartRefused, InterruptedException {
        try (Payload payload = Payload.of(InstallationLayout.ownJar())) {
            Path installation = new Installations(programs).open(payload, unpacked -> {
                if (serves) {
                    prepare(InstallationLayout.in(unpacked, folder));
                }
            });
            return InstallationLayout.in(installation, folder);
        } catch (IOException failed) {
            throw new StartRefused(
                    ExitCode.DATA_FOLDER,
                    "the program cannot be unpacked into " + programs + " (" + failed.getMessage()
                            + "). It needs 400 MB there; fetch sdp-mcp.jar anew if it is damaged.");
        }
    }

    /** Recording takes minutes: what the start would miss is said before. */
    private void prepare(InstallationLayout home) throws IOException, StartRefused {
        CdsTrainingRun preparation = new CdsTrainingRun(home, this::tellOfPreparation);
        if (preparation.isCurrent()) {
            return;
        }
        if (!options.demo()) {
            preparation.unpack();
            Launcher.checkStart(home, settings);
        }
        tellOfPreparation("preparing fast starts, once for each build: one to three minutes");
        preparation.runForThisJvm();
    }

    /** The longest part of a first start; systemd shows it as the state of the service. */
    private void tellOfPreparation(String line) {
        console.note(line);
        SystemdNotifier.of(System.getenv()).status(line);
    }

    private List<String> words(InstallationLayout home, boolean serves) throws StartRefused {
        ServerProgram program = new ServerProgram(home);
        List<String> words = new ArrayList<>();
        words.add("-D" + InstallationLayout.DOT_ENV_PROPERTY + "=" + home.dotEnv());
        if (serves) {
            words.add("-D" + ParentWatch.PROPERTY + "=true");
            words.addAll(program.options(ownOptions()));
            words.addAll(program.recorded());
            words.addAll(ownOptions());
            words.addAll(program.main());
        } else {
            if (Terminal.showsColours(System.getenv())) {
                words.add("-D" + Terminal.PROPERTY + "=true");
            }
            words.addAll(program.command());
        }
        words.addAll(arguments);
        return words;
    }

    /** More options of the JVM, several in one variable, as in a shell. */
    private List<String> ownOptions() {
        return settings.value(ConfigurationKey.SDP_JAVA_OPTS)
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }
}

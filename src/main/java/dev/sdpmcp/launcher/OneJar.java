package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.onejar.Installations;
import dev.sdpmcp.launcher.onejar.Payload;
import dev.sdpmcp.launcher.onejar.Supervisor;
import dev.sdpmcp.launcher.server.CdsTrainingRun;
import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.server.ServerProgram;
import dev.sdpmcp.launcher.setting.DataFolder;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.Options;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Main program of sdp-mcp.jar, the equivalent of start-sse.sh without a shell, sources or a build. Unpacks its
 * installation into the data folder, once for each build, and supervises a second JVM that runs it, since options such
 * as the heap, the garbage collector and the recording must be given at the start of a JVM.
 */
public record OneJar(
        Options options,
        List<String> arguments,
        Path folder,
        Settings settings,
        Console console,
        Supervisor supervisor) {

    /** Runs the server or a command, and exits with its exit code. */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err);
        try {
            List<String> command = DotEnv.takeOption(List.of(arguments));
            Options options = Options.parse(command);
            if (options.task() == Options.Task.HELP) {
                console.print(Options.help("java -jar sdp-mcp.jar", "the current folder"));
                return;
            }
            if (options.task() == Options.Task.VERSION) {
                console.print(Options.version());
                return;
            }
            Path folder = Path.of("").toAbsolutePath();
            Path dotEnv = InstallationLayout.in(folder, folder).dotEnv();
            Settings settings = switch (options.task()) {
                case SERVE -> console.readSettings(dotEnv);
                // the doctor reads the file as well and reports the problems
                case DOCTOR -> Settings.read(dotEnv, problem -> {});
                default -> Settings.read(dotEnv);
            };
            System.exit(new OneJar(options, command, folder, settings, console, new Supervisor()).run());
        } catch (StartRefused refused) {
            refused.messages().forEach(console::printError);
            System.exit(refused.exitCode().number());
        } catch (InterruptedException interrupted) {
            System.exit(ExitCode.SERVER.number());
        } catch (RuntimeException fault) {
            console.printDefect(fault);
            System.exit(ExitCode.SERVER.number());
        }
    }

    private int run() throws StartRefused, InterruptedException {
        if (options.task() == Options.Task.CHECK) {
            settings.warnings().forEach(console::warn);
            Launcher.printCheck(Launcher.check(options, settings), settings, console);
            return ExitCode.STOPPED.number();
        }
        StopSignals.handle(supervisor, supervisor::reload);
        Path data = settings.dataFolder();
        Path programs = data.resolve("program");
        if (options.task() == Options.Task.DOCTOR) {
            return Files.isWritable(programs) ? runIn(programs, false) : runInTemporaryFolder();
        }
        boolean serves = options.task() == Options.Task.SERVE;
        if (serves) {
            Launcher.check(options, settings);
        }
        if (!serves && DataFolder.isInUse(data) && !DataFolder.isOfThisUser(data)) {
            // the server runs the command; files of this user in its data folder would be of no use to it
            return runInTemporaryFolder();
        }
        DataFolder.make(data);
        return runIn(programs, serves);
    }

    /** Runs in a temporary folder: the doctor neither creates nor changes the data folder. */
    private int runInTemporaryFolder() throws StartRefused, InterruptedException {
        return Folders.inTemporary("sdp-mcp-doctor", temporary -> runIn(temporary, false));
    }

    private int runIn(Path programs, boolean serves) throws StartRefused, InterruptedException {
        InstallationLayout home = installation(programs, serves);
        try {
            if (serves) {
                new ServerProgram(home).check(extraOptions());
            }
            return supervisor.supervise(ServerProgram.java(command(home, serves)));
        } catch (IOException failed) {
            throw ExitCode.JDK.refusal("no second JVM can be started (" + failed.getMessage() + ").");
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
            throw ExitCode.DATA_FOLDER.refusal("the program cannot be unpacked into " + programs + " ("
                    + failed.getMessage() + "). It needs 400 MB there; download sdp-mcp.jar again if it is damaged.");
        }
    }

    /** Checks first what the start would refuse, since the recording takes minutes. */
    private void prepare(InstallationLayout home) throws IOException, StartRefused {
        CdsTrainingRun preparation = new CdsTrainingRun(home, this::printProgress);
        if (preparation.isCurrent()) {
            return;
        }
        if (!options.demo()) {
            preparation.unpack();
            Launcher.checkStart(home, settings);
        }
        printProgress("preparing fast starts, once for each build: one to three minutes");
        preparation.runForThisJvm();
    }

    /** Prints progress of the preparation, also as the status of the systemd service. */
    private void printProgress(String line) {
        console.note(line);
        SystemdNotifier.of(System.getenv()).status(line);
    }

    private List<String> command(InstallationLayout home, boolean serves) throws StartRefused {
        ServerProgram program = new ServerProgram(home);
        List<String> command = new ArrayList<>();
        command.add("-D" + InstallationLayout.DOT_ENV_PROPERTY + "=" + home.dotEnv());
        if (serves) {
            command.add("-D" + StopSignals.PARENT_PROPERTY + "=true");
            command.addAll(program.options(extraOptions()));
            command.addAll(program.recordingOption());
            command.addAll(extraOptions());
            command.addAll(program.main());
        } else {
            if (Console.showsColours(System.getenv())) {
                command.add("-D" + Console.COLOUR_PROPERTY + "=true");
            }
            command.addAll(program.command());
        }
        command.addAll(arguments);
        return command;
    }

    /** JVM options of the variable, separated by blanks. */
    private List<String> extraOptions() {
        return settings.value(ConfigurationKey.SDP_JAVA_OPTS)
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }
}

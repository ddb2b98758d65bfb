package dev.sdpmcp.launcher.setting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The option {@code --env FILE}: names the file of settings, in place of {@code .env} in the usual folder. */
public final class SettingsFile {

    private static final String OPTION = "--env";

    private SettingsFile() {}

    /**
     * Takes the option off the command line. If it is there, its file is the one of {@link InstallationLayout} in this process from now on.
     *
     * @return the other words, in their order
     * @throws StartRefused if the option has no file after it, or one that does not exist: unlike {@code .env} it must
     */
    public static List<String> takenFrom(List<String> arguments) throws StartRefused {
        int option = arguments.indexOf(OPTION);
        if (option < 0) {
            return arguments;
        }
        if (option + 1 == arguments.size()) {
            throw new StartRefused(ExitCode.USAGE, OPTION + " wants the file of settings after it.");
        }
        Path file = Path.of(arguments.get(option + 1)).toAbsolutePath();
        if (!Files.exists(file)) {
            throw new StartRefused(
                    ExitCode.CONFIGURATION,
                    "the file of settings " + file + " is not there. Write it, from .env.sse.example, or name another"
                            + " one after " + OPTION + ".");
        }
        System.setProperty(InstallationLayout.DOT_ENV_PROPERTY, file.toString());
        List<String> others = new ArrayList<>(arguments.subList(0, option));
        others.addAll(arguments.subList(option + 2, arguments.size()));
        return others;
    }
}

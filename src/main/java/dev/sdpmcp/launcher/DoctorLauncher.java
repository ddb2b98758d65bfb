package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.server.ApplicationCommand;
import dev.sdpmcp.launcher.server.Folders;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.Options.DoctorOptions;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts the doctor on an installation that may have invalid settings or no data folder. */
record DoctorLauncher(InstallationLayout home, DoctorOptions options) {

    /**
     * Runs the doctor to its end.
     *
     * @return the exit code
     * @throws StartRefused if the artefacts of the build are missing
     */
    int run(Map<String, String> environment, PrintStream out) throws StartRefused, InterruptedException {
        List<String> problems = List.of();
        Map<String, String> dotEnv = Map.of();
        try {
            dotEnv = DotEnv.read(home.dotEnv());
        } catch (StartRefused unreadable) {
            problems = unreadable.messages();
        }
        Settings settings = new Settings(environment, dotEnv);
        options.url().ifPresent(url -> settings.override(ConfigurationKey.SDP_PUBLIC_URL, url));
        return examine(formFor(environment), problems, settings.valuesWithUnknown(), out);
    }

    private Set<String> formFor(Map<String, String> environment) {
        Set<String> form = new HashSet<>();
        if (options.json()) {
            form.add("json");
        }
        if (options.quiet()) {
            form.add("quiet");
        }
        if (Terminal.showsColours(environment)) {
            form.add("colour");
        }
        return form;
    }

    /** Server classes that are not unpacked yet go into a temporary folder, so that the data folder does not change. */
    private int examine(Set<String> form, List<String> problems, Map<String, String> values, PrintStream out)
            throws StartRefused, InterruptedException {
        return Folders.inTemporary(
                "sdp-mcp-doctor",
                temporary -> new ApplicationCommand(home, temporary).examine(home, form, problems, values, out));
    }
}

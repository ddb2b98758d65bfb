package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.util.stream.Stream;

/**
 * Program that prints settings for a shell script before the server starts, with the same precedence as in the server:
 * environment, {@code .env}, default. One quoted assignment on each line, for {@code eval}.
 */
public final class ShellSettings {

    private ShellSettings() {}

    /** @param names names of settings, without secrets */
    public static void main(String[] names) {
        Console console = new Console(System.out, System.err);
        try {
            Settings settings = Settings.read(InstallationLayout.ofThisProgram().dotEnv());
            for (String name : names) {
                console.print(assignment(keyOf(name), settings));
            }
        } catch (StartRefused refused) {
            refused.messages().forEach(console::printError);
            System.exit(refused.exitCode().number());
        }
    }

    /** Refuses secrets, which a traced script would show. */
    private static ConfigurationKey keyOf(String name) throws StartRefused {
        return Stream.of(ConfigurationKey.values())
                .filter(key -> key.name().equals(name) && !key.kind().secret())
                .findFirst()
                .orElseThrow(() -> ExitCode.USAGE.refusal(name + " is not a setting for scripts."));
    }

    private static String assignment(ConfigurationKey key, Settings settings) {
        String value = settings.valueOrDefault(key).orElse("");
        return key.name() + "='" + value.replace("'", "'\\''") + "'";
    }
}

package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.setting.DotEnv;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.InstallationLayout;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.util.List;

/**
 * Tells a shell script the settings that it needs before the server's JVM is there, as the server itself will read them: the
 * environment, then {@code .env}, then the default. One assignment a line, each value quoted, for {@code eval}.
 */
public final class ShellSettings {

    private ShellSettings() {}

    /** @param names of settings that are no secrets */
    public static void main(String[] names) {
        Console console = new Console(System.out, System.err);
        try {
            Settings settings = new Settings(
                    System.getenv(),
                    DotEnv.read(InstallationLayout.ofThisProgram().dotEnv()));
            for (String name : names) {
                console.say(assignment(keyOf(name), settings));
            }
        } catch (StartRefused refused) {
            refused.messages().forEach(console::complain);
            System.exit(refused.exitCode().number());
        }
    }

    /** Not of a secret: a script that is traced shows its variables. */
    private static ConfigurationKey keyOf(String name) throws StartRefused {
        return List.of(ConfigurationKey.values()).stream()
                .filter(key -> key.name().equals(name) && !key.kind().secret())
                .findFirst()
                .orElseThrow(() -> new StartRefused(ExitCode.USAGE, name + " is no setting for scripts."));
    }

    private static String assignment(ConfigurationKey key, Settings settings) {
        String value = settings.value(key).or(key::defaultValue).orElse("");
        return key.name() + "='" + value.replace("'", "'\\''") + "'";
    }
}

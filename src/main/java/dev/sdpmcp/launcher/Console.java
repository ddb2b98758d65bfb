package dev.sdpmcp.launcher;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.launcher.log.JsonFormatter;
import dev.sdpmcp.launcher.log.Severity;
import dev.sdpmcp.launcher.setting.Settings;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Output for the operator: results on standard output, problems on standard error, as text or as JSON objects like
 * those of the log ({@code LOG_FORMAT=json}). Thread-safe.
 */
public final class Console {

    private static final String LOGGER = "dev.sdpmcp.launcher";

    /** System property: {@code true} if the parent process has a terminal with colours. */
    static final String COLOUR_PROPERTY = "dev.sdpmcp.colour";

    private final PrintStream out;
    private final PrintStream err;
    private final JsonFormatter jsonOut = new JsonFormatter(false);
    private final JsonFormatter jsonErr = new JsonFormatter(true);
    private volatile boolean json;

    /** Writes text until {@link #setLogFormat} is called. */
    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Reads the settings of a server, and sets the format of lines by {@code LOG_FORMAT} as soon as it is known.
     *
     * @throws StartRefused if the settings file cannot be read
     */
    Settings readSettings(Path dotEnv) throws StartRefused {
        setLogFormat(System.getenv(ConfigurationKey.LOG_FORMAT.name()));
        Settings settings = Settings.read(dotEnv);
        setLogFormat(settings.value(ConfigurationKey.LOG_FORMAT).orElse(null));
        return settings;
    }

    /** Sets the format of all further lines by {@code LOG_FORMAT}, whose value is validated elsewhere. */
    void setLogFormat(@Nullable String logFormat) {
        json = logFormat != null && logFormat.strip().equalsIgnoreCase("json");
    }

    /** Prints a result, for people and scripts. */
    public void print(String line) {
        write(out, json ? jsonOut.line(Severity.INFO, LOGGER, line) : line + System.lineSeparator());
    }

    /** Prints a progress message on standard error. */
    public void note(String line) {
        writeError(Severity.INFO, "", line);
    }

    /** Prints a warning. */
    public void warn(String line) {
        writeError(Severity.WARN, "warning: ", line);
    }

    /** Prints an error with the name of the program. */
    public void printError(String line) {
        writeError(Severity.ERROR, "", line);
    }

    private void writeError(Severity severity, String kind, String line) {
        String text = severity.journalPrefix() + "sdp-mcp: " + kind + line + System.lineSeparator();
        write(err, json ? jsonErr.line(severity, LOGGER, line) : text);
    }

    /** Prints an unexpected exception in one line. */
    public void printDefect(RuntimeException fault) {
        printError("the start failed (" + fault + "). This is a defect; see the lines above.");
    }

    /**
     * Whether standard output is a terminal with colours. False if {@code NO_COLOR} is set (no-color.org), or input or
     * output is redirected.
     */
    static boolean showsColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb")
                && (Boolean.getBoolean(COLOUR_PROPERTY) || isTerminal(System.console()));
    }

    /** Before Java 22 there is a console only on a terminal; since then always, with a method {@code isTerminal}. */
    private static boolean isTerminal(java.io.@Nullable Console console) {
        try {
            return console != null
                    && (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("isTerminal is public and does not fail", impossible);
        }
    }

    private static void write(PrintStream stream, String line) {
        stream.print(line);
        stream.flush();
    }
}

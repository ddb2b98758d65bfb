package dev.sdpmcp.launcher.log;

import dev.sdpmcp.config.LogSettings;
import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Configuration of the log of a server that runs in this process: logging.properties of domain-config, with level and form as the
 * settings say, and a handler that is not disturbed by what the server prints.
 *
 * @param domainConfig folder of logging.properties
 */
public record ServerLogging(Path domainConfig, LogSettings settings) {

    private static final String FILE = "logging.properties";

    /**
     * Has this JVM log so from now on, also what is printed past the log. The server reads the same configuration when it boots.
     *
     * @throws StartRefused if the installation is incomplete
     */
    public void begin() throws StartRefused {
        StandardError.writeAs(settings.format() == LogSettings.Format.JSON);
        try {
            byte[] configuration = String.join("\n", lines()).getBytes(StandardCharsets.ISO_8859_1);
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(configuration));
        } catch (IOException unreadable) {
            throw new StartRefused(
                    ExitCode.BUILD, domainConfig.resolve(FILE) + " cannot be read (" + unreadable.getMessage() + ").");
        }
        PrintStreamCapture.takeOver();
    }

    /**
     * Writes it into the folder of a server's configuration.
     *
     * @throws IOException if it cannot be read or written
     */
    public void writeInto(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), lines());
    }

    /** The last of two lines for one setting wins. */
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(domainConfig.resolve(FILE)));
        lines.add("handlers=" + StandardError.class.getName());
        lines.add("dev.sdpmcp.level=" + julLevel(settings.level()));
        return lines;
    }

    private static String julLevel(LogSettings.Level level) {
        return switch (level) {
            case ERROR -> "SEVERE";
            case WARN -> "WARNING";
            case INFO -> "INFO";
            case DEBUG -> "FINE";
            case TRACE -> "FINER";
        };
    }
}

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
 * Logging configuration of a server in this process: logging.properties of domain-config with the configured level and
 * format, and {@link StandardError} as handler.
 *
 * @param domainConfig folder of logging.properties
 */
public record ServerLogging(Path domainConfig, LogSettings settings) {

    private static final String FILE = "logging.properties";

    /**
     * Configures this JVM, including its standard streams. The server reads the same configuration when it boots.
     *
     * @throws StartRefused if the installation is incomplete
     */
    public void install() throws StartRefused {
        StandardError.setJson(settings.format() == LogSettings.Format.JSON);
        try {
            byte[] configuration = String.join("\n", lines()).getBytes(StandardCharsets.ISO_8859_1);
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(configuration));
        } catch (IOException unreadable) {
            throw ExitCode.BUILD.refusal(
                    domainConfig.resolve(FILE) + " cannot be read (" + unreadable.getMessage() + ").");
        }
        PrintStreamCapture.install();
    }

    /** Writes the configuration into the folder of a server. */
    public void writeInto(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), lines());
    }

    /** A later line overrides an earlier one with the same key. */
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(domainConfig.resolve(FILE)));
        lines.add("handlers=" + StandardError.class.getName());
        lines.add("dev.sdpmcp.level="
                + Severity.valueOf(settings.level().name()).lowest().getName());
        return lines;
    }
}

package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.LogSettings;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Event log: one {@link LogLine} for each connection, refusal and call, as text or as JSON ({@code LOG_FORMAT}).
 * Callers must not pass keys, tokens or session ids. Thread-safe.
 */
@ApplicationScoped
public class EventLog {

    /** Name of the logger; formatters recognise events by it. */
    public static final String LOGGER = "dev.sdpmcp.events";

    private static final Logger LOG = System.getLogger(LOGGER);

    private LogSettings.Format format;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected EventLog() {}

    @Inject
    EventLog(ServerConfiguration configuration) {
        this(configuration.logging().format());
    }

    EventLog(LogSettings.Format format) {
        this.format = format;
    }

    /** Whether this level is enabled; to be checked before a line is built on a hot path. */
    public boolean writes(Level level) {
        return LOG.isLoggable(level);
    }

    public void write(Level level, LogLine line) {
        if (LOG.isLoggable(level)) {
            String text = format == LogSettings.Format.JSON ? line.asJson() : line.asText();
            // without parameters, so that braces in the text are not placeholders
            LOG.log(level, text);
        }
    }
}

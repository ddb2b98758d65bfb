package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.LogSettings;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The log of what happened to clients: one {@link LogLine} for each connection, refusal and call, as text or as JSON
 * ({@code LOG_FORMAT}). Whoever writes must see to it that no key, token or session id is among the facts. Thread-safe.
 */
@ApplicationScoped
public class EventLog {

    /** The name of its logger, and of no other: the form of the lines is decided by it. */
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

    /** Whether lines of that level are written at all; ask before making one on a path that many requests take. */
    public boolean writes(Level level) {
        return LOG.isLoggable(level);
    }

    public void write(Level level, LogLine line) {
        if (LOG.isLoggable(level)) {
            String text = format == LogSettings.Format.JSON ? line.asJson() : line.asText();
            // Braces in the text must not be taken for places of parameters, hence none are given.
            LOG.log(level, text);
        }
    }
}

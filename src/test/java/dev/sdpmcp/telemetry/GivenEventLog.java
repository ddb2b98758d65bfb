package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.LogSettings;

/** The event log of a server, for tests of other rooms. */
public final class GivenEventLog {

    public static final String LOGGER = EventLog.LOGGER;

    private GivenEventLog() {}

    public static EventLog asText() {
        return new EventLog(LogSettings.Format.TEXT);
    }
}

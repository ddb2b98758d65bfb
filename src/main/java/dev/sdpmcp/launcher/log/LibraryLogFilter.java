package dev.sdpmcp.launcher.log;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Filter for log lines of the server and of libraries. Lines below WARNING are dropped, since Payara ignores the
 * configured level of some of its loggers. Of each logger at most {@value #MAX_LINES} lines are written in a minute,
 * since clients can cause lines; the next line has the number of missed ones. Loggers of this program are not limited.
 * Called by the formatters, the only hook that all servers have. Thread-safe.
 */
final class LibraryLogFilter {

    static final int MAX_LINES = 60;

    private static final String OWN_PREFIX = "dev.sdpmcp";

    /** WildFly reports missing dependencies of a deployment at INFO. */
    private static final String WILDFLY_REPORTS = "org.jboss.as.controller";

    private static final long MINUTE_MILLIS = 60_000;

    private final Map<String, Minute> minutes = new HashMap<>();

    private static final class Minute {
        private long number = Long.MIN_VALUE;
        private int lines;
    }

    /**
     * Counts a line.
     *
     * @return -1 if the line is to be dropped; otherwise the number of lines missed before
     */
    int admit(LogRecord entry) {
        String logger = String.valueOf(entry.getLoggerName());
        if (logger.startsWith(OWN_PREFIX)) {
            return 0;
        }
        boolean belowWarning = entry.getLevel().intValue() < Level.WARNING.intValue();
        return belowWarning && !logger.equals(WILDFLY_REPORTS) ? -1 : admit(logger, entry.getMillis() / MINUTE_MILLIS);
    }

    private synchronized int admit(String logger, long number) {
        Minute minute = minutes.computeIfAbsent(logger, name -> new Minute());
        int missed = 0;
        if (minute.number != number) {
            missed = Math.max(0, minute.lines - MAX_LINES);
            minute.number = number;
            minute.lines = 0;
        }
        minute.lines++;
        return minute.lines > MAX_LINES ? -1 : missed;
    }
}

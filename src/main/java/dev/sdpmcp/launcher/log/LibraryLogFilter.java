package dev.sdpmcp.launcher.log;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Filter for the log lines of the server beneath and of libraries. Below WARNING they are left out: Payara gives some of its loggers
 * their level itself, whatever the configuration says. Others can be caused by anybody who reaches the port, one for each broken request. Of a logger {@value #MAX_LINES} are written in a minute; the first line after it says how many more there
 * were. Our own loggers are not limited here. It is asked by the formatters, since servers have no other place in common.
 * Thread-safe; loggers are bounded by the classes that there are.
 */
final class LibraryLogFilter {

    static final int MAX_LINES = 60;

    private static final String OURS = "dev.sdpmcp";

    /** WildFly says at INFO which dependency of a deployment is missing. */
    private static final String REPORTS_OF_WILDFLY = "org.jboss.as.controller";

    private static final long MINUTE_MILLIS = 60_000;

    private final Map<String, Minute> minutes = new HashMap<>();

    private static final class Minute {
        private long number = Long.MIN_VALUE;
        private int lines;
    }

    /**
     * Counts a line.
     *
     * @return -1 if it is not to be written; else how many were not, since the last one that was
     */
    int admit(LogRecord entry) {
        String logger = String.valueOf(entry.getLoggerName());
        if (logger.startsWith(OURS)) {
            return 0;
        }
        boolean chatter = entry.getLevel().intValue() < Level.WARNING.intValue();
        return chatter && !logger.equals(REPORTS_OF_WILDFLY) ? -1 : admit(logger, entry.getMillis() / MINUTE_MILLIS);
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

package dev.sdpmcp.launcher.log;

import java.util.logging.Level;

/**
 * How grave a line is, by the names of {@code LOG_LEVEL}: those of java.util.logging and of JBoss' log manager, which the servers
 * have, differ.
 */
public enum Severity {
    ERROR(3),
    WARN(4),
    INFO(6),
    DEBUG(7),
    TRACE(7);

    private final int journalPriority;

    Severity(int journalPriority) {
        this.journalPriority = journalPriority;
    }

    /** By the number, which both kinds of levels have in common. */
    static Severity of(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return WARN;
        }
        if (value >= Level.INFO.intValue()) {
            return INFO;
        }
        return value >= Level.FINE.intValue() ? DEBUG : TRACE;
    }

    /** As syslog(3) and sd-daemon(3) number it. */
    int journalPriority() {
        return journalPriority;
    }
}

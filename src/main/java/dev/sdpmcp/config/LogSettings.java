package dev.sdpmcp.config;

/**
 * Settings of the log.
 *
 * @param level the least severe level that is written
 * @param requests whether requests and answers are logged, with secrets masked
 * @param format one readable line or one JSON object for each record
 */
public record LogSettings(Level level, boolean requests, Format format) {

    /** Levels, most severe first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** The form of a log line. */
    public enum Format {
        TEXT,
        JSON
    }
}

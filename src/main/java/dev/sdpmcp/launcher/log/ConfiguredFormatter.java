package dev.sdpmcp.launcher.log;

import java.util.IllegalFormatException;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Formatter that delegates to {@link JsonFormatter} or {@link TextFormatter} by {@code LOG_FORMAT}, for servers whose
 * logging is configured once for all starts. Created by the JDK, by its name in the logging configuration. Thread-safe.
 */
public final class ConfiguredFormatter extends Formatter {

    private static final String VARIABLE = "LOG_FORMAT";

    private final Formatter delegate;

    public ConfiguredFormatter() {
        // the system property is set by Agent, which reads .env; a server without it has only the environment
        String format = System.getProperty(VARIABLE, String.valueOf(System.getenv(VARIABLE)));
        this.delegate = format.strip().equalsIgnoreCase("json") ? new JsonFormatter() : new TextFormatter();
    }

    @Override
    public String format(LogRecord entry) {
        return delegate.format(isPrintf(entry) ? formatted(entry) : entry);
    }

    /** Loggers of WildFly use printf formats, which the formatters of the JDK do not support. */
    private static boolean isPrintf(LogRecord entry) {
        Object[] parameters = entry.getParameters();
        return parameters != null
                && parameters.length > 0
                && entry.getMessage() != null
                && entry.getMessage().indexOf('%') >= 0;
    }

    private static LogRecord formatted(LogRecord entry) {
        LogRecord copy = new LogRecord(entry.getLevel(), entry.getMessage());
        try {
            copy.setMessage(String.format(entry.getMessage(), entry.getParameters()));
        } catch (IllegalFormatException notPrintf) {
            copy.setParameters(entry.getParameters());
        }
        copy.setLoggerName(entry.getLoggerName());
        copy.setInstant(entry.getInstant());
        copy.setThrown(entry.getThrown());
        return copy;
    }
}

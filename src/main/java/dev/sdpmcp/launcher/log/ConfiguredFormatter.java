package dev.sdpmcp.launcher.log;

import java.util.IllegalFormatException;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * {@link JsonFormatter} or {@link TextFormatter}, as {@code LOG_FORMAT} says, for servers whose logging is configured once for all
 * starts. Named in their configurations, hence made by the JDK. Thread-safe.
 */
public final class ConfiguredFormatter extends Formatter {

    private static final String VARIABLE = "LOG_FORMAT";

    private final Formatter chosen;

    public ConfiguredFormatter() {
        // handed over by Companion, which knows .env; the environment is for a server without it
        String format = System.getProperty(VARIABLE, String.valueOf(System.getenv(VARIABLE)));
        this.chosen = format.strip().equalsIgnoreCase("json") ? new JsonFormatter() : new TextFormatter();
    }

    @Override
    public String format(LogRecord entry) {
        return chosen.format(isPrintf(entry) ? filledIn(entry) : entry);
    }

    /** WildFly's own loggers write their messages in the manner of printf, which the JDK's formatters do not know. */
    private static boolean isPrintf(LogRecord entry) {
        Object[] parameters = entry.getParameters();
        return parameters != null
                && parameters.length > 0
                && entry.getMessage() != null
                && entry.getMessage().indexOf('%') >= 0;
    }

    private static LogRecord filledIn(LogRecord entry) {
        LogRecord filled = new LogRecord(entry.getLevel(), entry.getMessage());
        try {
            filled.setMessage(String.format(entry.getMessage(), entry.getParameters()));
        } catch (IllegalFormatException notPrintf) {
            filled.setParameters(entry.getParameters());
        }
        filled.setLoggerName(entry.getLoggerName());
        filled.setInstant(entry.getInstant());
        filled.setThrown(entry.getThrown());
        return filled;
    }
}

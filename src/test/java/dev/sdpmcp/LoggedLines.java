package dev.sdpmcp;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class writes into the log while this is open, as level and message. Thread-safe. */
public final class LoggedLines extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    public static LoggedLines of(Class<?> writer) {
        return of(writer.getName());
    }

    /** The same by the name of a logger. */
    public static LoggedLines of(String name) {
        LoggedLines log = new LoggedLines(Logger.getLogger(name));
        log.logger.addHandler(log);
        return log;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        Object[] values = entry.getParameters();
        String message = values == null ? entry.getMessage() : MessageFormat.format(entry.getMessage(), values);
        lines.add(entry.getLevel() + " " + message);
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}

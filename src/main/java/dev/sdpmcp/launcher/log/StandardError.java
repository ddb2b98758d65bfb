package dev.sdpmcp.launcher.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * Log handler for the standard error of the process itself. The JDK's ConsoleHandler writes to {@code System.err}, which
 * {@link PrintStreamCapture} has taken over. Named in the configuration of the log, hence made by the JDK. Form and level are its own:
 * Payara Micro gives every handler the formatter that ConsoleHandler has in the configuration. Thread-safe.
 */
public final class StandardError extends StreamHandler {

    private static volatile boolean json;

    private final Formatter lines = json ? new JsonFormatter() : new TextFormatter();

    public StandardError() {
        setOutputStream(new FileOutputStream(FileDescriptor.err));
    }

    /** @param asJson the form of the lines of every handler that is made from now on */
    public static void writeAs(boolean asJson) {
        json = asJson;
    }

    @Override
    public Formatter getFormatter() {
        return lines;
    }

    /** All: loggers have the levels. */
    @Override
    public Level getLevel() {
        return Level.ALL;
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        super.publish(entry);
        flush();
    }

    /** Leaves the stream open, which belongs to the process. */
    @Override
    public synchronized void close() {
        flush();
    }
}

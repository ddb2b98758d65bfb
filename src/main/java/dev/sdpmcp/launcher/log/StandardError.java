package dev.sdpmcp.launcher.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * Log handler for the standard error of the process. The JDK's ConsoleHandler writes to {@code System.err}, which
 * {@link PrintStreamCapture} replaces. Created by the JDK, by its name in the logging configuration. Formatter and
 * level are fixed, since Payara Micro replaces the formatter of every handler. Thread-safe.
 */
public final class StandardError extends StreamHandler {

    private static volatile boolean json;

    private final Formatter lines = json ? new JsonFormatter() : new TextFormatter();

    public StandardError() {
        setOutputStream(new FileOutputStream(FileDescriptor.err));
    }

    /** @param asJson format of all handlers that are created afterwards */
    public static void setJson(boolean asJson) {
        json = asJson;
    }

    @Override
    public Formatter getFormatter() {
        return lines;
    }

    /** All levels; loggers filter by level. */
    @Override
    public Level getLevel() {
        return Level.ALL;
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        super.publish(entry);
        flush();
    }

    /** Does not close the stream, which belongs to the process. */
    @Override
    public synchronized void close() {
        flush();
    }
}

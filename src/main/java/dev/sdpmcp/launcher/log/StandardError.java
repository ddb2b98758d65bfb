package dev.sdpmcp.launcher.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;

/**
 * Log handler for the standard error of the process itself. The JDK's ConsoleHandler writes to {@code System.err}, which
 * {@link PrintedLines} has taken over. Named in the configuration of the log, hence made by the JDK. Thread-safe.
 */
public final class StandardError extends StreamHandler {

    public StandardError() {
        setOutputStream(new FileOutputStream(FileDescriptor.err));
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

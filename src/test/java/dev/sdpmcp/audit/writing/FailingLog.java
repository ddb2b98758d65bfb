package dev.sdpmcp.audit.writing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Throws an {@link Error} when a class logs a certain line, as on a machine that cannot create more threads.
 */
final class FailingLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final String line;
    private final AtomicInteger failures = new AtomicInteger();

    /** @param line part of the line before its values are put in */
    FailingLog(Class<?> writer, String line) {
        this.logger = Logger.getLogger(writer.getName());
        this.line = line;
        logger.addHandler(this);
    }

    int failures() {
        return failures.get();
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getMessage().contains(line)) {
            failures.incrementAndGet();
            throw new AssertionError("on purpose");
        }
    }

    @Override
    public void flush() {
        // nothing to flush
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}

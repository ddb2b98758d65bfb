package dev.sdpmcp.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Log records in place of what libraries print: a server prints to {@code System.out} and {@code System.err} past its own log, in
 * lines of any form. A line longer than {@value #LONGEST} bytes is cut there. Thread-safe.
 */
public final class PrintStreamCapture extends OutputStream {

    private static final int LONGEST = 8_192;

    /** A handler that prints must not be given what it prints. */
    private static final ThreadLocal<Boolean> LOGGING = ThreadLocal.withInitial(() -> false);

    private final Logger logger;
    private final Level level;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    PrintStreamCapture(Logger logger, Level level) {
        this.logger = logger;
        this.level = level;
    }

    /**
     * Takes over both streams of this JVM. What is printed to {@code System.out} is chatter, for {@code LOG_LEVEL=debug} only; what is
     * printed to {@code System.err} is a warning, such as an exception that nobody catches.
     */
    public static void takeOver() {
        System.setOut(stream("dev.sdpmcp.stdout", Level.FINE));
        System.setErr(stream("dev.sdpmcp.stderr", Level.WARNING));
    }

    private static PrintStream stream(String name, Level level) {
        return new PrintStream(new PrintStreamCapture(Logger.getLogger(name), level), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int each) {
        if (each == '\n') {
            end();
        } else if (line.size() < LONGEST) {
            line.write(each);
        }
    }

    private void end() {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (text.isEmpty() || LOGGING.get()) {
            return;
        }
        LOGGING.set(true);
        try {
            // no parameters: braces in the text are no places of any
            logger.log(level, text);
        } finally {
            LOGGING.remove();
        }
    }
}

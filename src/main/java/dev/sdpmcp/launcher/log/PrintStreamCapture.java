package dev.sdpmcp.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stream that logs the lines that libraries print to {@code System.out} and {@code System.err}. Lines are cut at
 * {@value #MAX_LENGTH} bytes. Thread-safe.
 */
public final class PrintStreamCapture extends OutputStream {

    private static final int MAX_LENGTH = 8_192;

    /** Prevents recursion if a log handler prints. */
    private static final ThreadLocal<Boolean> LOGGING = ThreadLocal.withInitial(() -> false);

    private final Logger logger;
    private final Level level;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    PrintStreamCapture(Logger logger, Level level) {
        this.logger = logger;
        this.level = level;
    }

    /**
     * Replaces both streams of this JVM. Lines of {@code System.out} are logged at level debug, lines of {@code
     * System.err}, such as uncaught exceptions, as warnings.
     */
    public static void install() {
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
        } else if (line.size() < MAX_LENGTH) {
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
            // without parameters, so that braces in the text are not placeholders
            logger.log(level, text);
        } finally {
            LOGGING.remove();
        }
    }
}

package dev.sdpmcp.telemetry;

import dev.sdpmcp.text.Excerpt;
import java.util.StringJoiner;

/**
 * Summary of an exception in one log line: type, message and place of each cause. This server's log holds no stack
 * traces.
 */
public final class ExceptionSummary {

    /** The outermost causes; the root cause follows them, others are only counted. */
    private static final int OUTER_CAUSES = 2;

    private static final int MAX_DEPTH = 100;
    private static final int MAX_MESSAGE = 200;
    private static final int MAX_CAUSE = 320;

    private ExceptionSummary() {}

    /** At most about 1,000 characters, without a line break. */
    public static String inOneLine(Throwable fault) {
        StringJoiner line = new StringJoiner(", caused by ");
        Throwable cause = fault;
        Throwable root = fault;
        int depth = 0;
        while (cause != null && depth < MAX_DEPTH) {
            if (depth < OUTER_CAUSES) {
                line.add(describe(cause));
            }
            root = cause;
            cause = cause.getCause();
            depth++;
        }
        if (depth > OUTER_CAUSES) {
            int skipped = depth - OUTER_CAUSES - 1;
            line.add((skipped == 0 ? "" : "(" + skipped + " more) ") + describe(root));
        }
        return line.toString();
    }

    private static String describe(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        String message = bounded(String.valueOf(cause.getMessage()), MAX_MESSAGE);
        return bounded(cause.getClass().getName() + ": " + message + place, MAX_CAUSE);
    }

    private static String bounded(String text, int max) {
        return Excerpt.of(text.replaceAll("\\p{Cntrl}+", " "), max, "...");
    }
}

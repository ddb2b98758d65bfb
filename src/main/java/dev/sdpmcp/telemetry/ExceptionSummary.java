package dev.sdpmcp.telemetry;

import java.util.StringJoiner;

/**
 * Tells of an exception in one line: each cause's type and message, and where it was thrown. Stack traces do not go into
 * this server's log; type, message and place are what finds the fault.
 */
public final class ExceptionSummary {

    /** The outermost ones; the root cause follows them, whatever stands between. */
    private static final int OUTER_CAUSES = 2;

    private static final int DEEPEST = 100;
    private static final int MAX_MESSAGE = 200;
    private static final int MAX_CAUSE = 320;

    private ExceptionSummary() {}

    /** Bounded to about 1,000 characters; holds no line break. */
    public static String inOneLine(Throwable fault) {
        StringJoiner line = new StringJoiner(", caused by ");
        Throwable cause = fault;
        Throwable root = fault;
        int depth = 0;
        while (cause != null && depth < DEEPEST) {
            if (depth < OUTER_CAUSES) {
                line.add(describe(cause));
            }
            root = cause;
            cause = cause.getCause();
            depth++;
        }
        if (depth > OUTER_CAUSES) {
            int between = depth - OUTER_CAUSES - 1;
            line.add((between == 0 ? "" : "(" + between + " more) ") + describe(root));
        }
        return line.toString();
    }

    private static String describe(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        String message = bounded(String.valueOf(cause.getMessage()), MAX_MESSAGE);
        return bounded(cause.getClass().getName() + ": " + message + place, MAX_CAUSE);
    }

    private static String bounded(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }
}

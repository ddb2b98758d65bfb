package dev.sdpmcp.telemetry;

import java.util.StringJoiner;

/**
 * Tells of an exception in one line: each cause's type and message, and where it was thrown. Stack traces do not go into
 * this server's log; type, message and place are what finds the fault.
 */
public final class Faults {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_MESSAGE = 300;

    private Faults() {}

    /** Bounded to a few hundred characters for each of at most {@value #MAX_CAUSES} causes; holds no line break. */
    public static String inOneLine(Throwable fault) {
        StringJoiner line = new StringJoiner(", caused by ");
        Throwable cause = fault;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            line.add(describe(cause));
            cause = cause.getCause();
        }
        return line.toString();
    }

    private static String describe(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return cause.getClass().getName() + ": " + bounded(String.valueOf(cause.getMessage())) + place;
    }

    private static String bounded(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
    }
}

package dev.sdpmcp.launcher.log;

import java.util.StringJoiner;

/**
 * What was thrown, in one line: each cause's type and message, and where it was thrown. Never a stack trace, whichever
 * library logs it: those fill a log, and tell whoever reads it of the inside.
 */
final class ThrowableText {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_MESSAGE = 1_000;

    private ThrowableText() {}

    /** Bounded; holds no line break. */
    static String inOneLine(Throwable thrown) {
        StringJoiner line = new StringJoiner(", caused by ");
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            StackTraceElement[] trace = cause.getStackTrace();
            line.add(bounded(cause.toString()) + (trace.length == 0 ? "" : " at " + trace[0]));
            cause = cause.getCause();
        }
        return line.toString();
    }

    private static String bounded(String text) {
        String line = text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
        return line.replaceAll("\\p{Cntrl}+", " ");
    }
}

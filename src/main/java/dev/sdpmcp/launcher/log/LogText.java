package dev.sdpmcp.launcher.log;

import dev.sdpmcp.text.Excerpt;
import java.util.StringJoiner;

/** Texts for log lines, without line breaks and terminal escapes, which clients could use to forge lines. Stateless. */
final class LogText {

    private static final int MAX_CAUSES = 5;
    private static final int MAX_MESSAGE = 1_000;

    private LogText() {}

    /**
     * Type, message and place of an exception and its causes: bounded, without a line break and without a stack trace.
     */
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
        return Excerpt.of(text, MAX_MESSAGE, "...").replaceAll("\\p{Cntrl}+", " ");
    }

    /** Appends a text with one blank for each run of line breaks, control characters and invisible characters. */
    static void appendSingleLine(StringBuilder line, String text) {
        boolean inRun = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean unsafe = isUnsafe(each);
            if (!unsafe) {
                line.append(each);
            } else if (!inRun) {
                line.append(' ');
            }
            inRun = unsafe;
        }
    }

    private static boolean isUnsafe(char each) {
        if (each >= ' ' && each < 0x7f) {
            return false;
        }
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }
}

package dev.sdpmcp.desk.text;

import java.util.regex.Pattern;

/** Text of a field that has one line, such as a subject. Stateless. */
public final class SingleLine {

    private static final Pattern BREAK =
            Pattern.compile("[ ]*[\\t\\n\\u000b\\f\\r\\u0085\\u2028\\u2029][\\s\\u0085\\u2028\\u2029]*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private SingleLine() {}

    /** The text with a blank for line breaks and tabs, and without other control characters and blanks around it. */
    public static String of(String text) {
        return CONTROL.matcher(BREAK.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }
}

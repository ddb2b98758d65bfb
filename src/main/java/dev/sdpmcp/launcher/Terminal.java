package dev.sdpmcp.launcher;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether somebody reads standard output on a terminal that shows colours. */
final class Terminal {

    /** System property: the answer of a parent process, whose terminal this process cannot see. */
    static final String PROPERTY = "dev.sdpmcp.colour";

    private Terminal() {}

    /** Not if {@code NO_COLOR} is set (no-color.org), nor if input or output is redirected. */
    static boolean showsColours(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        return Boolean.getBoolean(PROPERTY) || isTerminal(System.console());
    }

    /** From Java 22 on there is a console everywhere, and it says whether it is a terminal; before, there was none elsewhere. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("a public method that only looks", impossible);
        }
    }
}

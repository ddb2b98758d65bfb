package dev.sdpmcp.launcher;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Detection of a terminal with colours on standard output. Stateless. */
final class Terminal {

    /** System property: {@code true} if the parent process has such a terminal. */
    static final String PROPERTY = "dev.sdpmcp.colour";

    private Terminal() {}

    /** False if {@code NO_COLOR} is set (no-color.org), or input or output is redirected. */
    static boolean showsColours(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        return Boolean.getBoolean(PROPERTY) || isTerminal(System.console());
    }

    /** Before Java 22 there is a console only on a terminal; since then always, with a method {@code isTerminal}. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("isTerminal is public and does not fail", impossible);
        }
    }
}

package dev.sdpmcp.access;

import dev.sdpmcp.config.ToolBounds;
import java.util.Collections;
import java.util.Set;

/**
 * A {@link ToolBounds} for the checks of every call. Immutable.
 *
 * <p>Not the class itself, since the launcher loads it too, by another class loader: Java 25 keeps profiles of frequent
 * methods in the AOT cache, and ends with a SIGSEGV when one of them names a class that was loaded twice.
 *
 * @param toolsets names of toolsets
 * @param level as {@link #level} numbers the limit
 */
public record ToolAccess(Set<String> toolsets, int level) {

    /** Access to all tools. */
    public static final ToolAccess ALL = of(ToolBounds.EVERYTHING);

    public ToolAccess {
        toolsets = Set.copyOf(toolsets);
    }

    /** The same bounds. */
    public static ToolAccess of(ToolBounds bounds) {
        return new ToolAccess(bounds.toolsets(), level(bounds.limit()));
    }

    /** A number for the limit; a greater one goes further. */
    public static int level(ToolBounds.Limit limit) {
        return switch (limit) {
            case READ -> 0;
            case CHANGE -> 1;
            case DELETE -> 2;
        };
    }

    /**
     * Whether it includes a tool.
     *
     * @param names of its toolsets, one of which is enough
     * @param least the level that it needs
     */
    public boolean includes(Set<String> names, int least) {
        return level >= least && !Collections.disjoint(toolsets, names);
    }
}

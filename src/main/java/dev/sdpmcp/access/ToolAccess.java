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
 * @param changes whether tools may change something
 * @param deletes whether they may delete too
 */
public record ToolAccess(Set<String> toolsets, boolean changes, boolean deletes) {

    /** Access to all tools. */
    public static final ToolAccess ALL = of(ToolBounds.EVERYTHING);

    public ToolAccess {
        toolsets = Set.copyOf(toolsets);
    }

    /** The same bounds. */
    public static ToolAccess of(ToolBounds bounds) {
        return new ToolAccess(
                bounds.toolsets(), bounds.limit() != ToolBounds.Limit.READ, bounds.limit() == ToolBounds.Limit.DELETE);
    }

    /** Whether it includes a tool of one of these toolsets that does this. */
    boolean includes(Set<String> names, boolean changing, boolean deleting) {
        return (changes || !changing) && (deletes || !deleting) && !Collections.disjoint(toolsets, names);
    }
}

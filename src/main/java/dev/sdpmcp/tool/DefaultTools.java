package dev.sdpmcp.tool;

import java.util.Set;

/**
 * The tools of the toolset {@code default}, which takes some of several others.
 *
 * @param names every one is declared
 */
public record DefaultTools(Set<String> names) {

    public DefaultTools {
        names = Set.copyOf(names);
    }
}

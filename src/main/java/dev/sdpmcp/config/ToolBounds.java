package dev.sdpmcp.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tools may be listed and called: those of some toolsets, as far as they only read or change. The bounds of the
 * server, of a key and of a connection hold together, so each can only narrow the others. Immutable.
 *
 * @param toolsets names of {@link #TOOLSETS}, {@value #ALL} or {@value #DEFAULT}
 * @param limit how far the tools may go
 */
public record ToolBounds(Set<String> toolsets, Limit limit) {

    /** Every toolset. */
    public static final String ALL = "all";

    /** The tools for daily work on tickets, of several toolsets. */
    public static final String DEFAULT = "default";

    /** The names of all toolsets, in the order of the documents. */
    public static final List<String> TOOLSETS = List.of(
            "requests",
            "conversations",
            "tasks",
            "worklogs",
            "approvals",
            "problems",
            "changes",
            "releases",
            "solutions",
            "people",
            "metadata");

    /** No bound. */
    public static final ToolBounds EVERYTHING = new ToolBounds(Set.of(ALL), Limit.DELETE);

    private static final Map<String, ToolBounds> MODES = Map.of(
            "read",
            EVERYTHING.readOnly(),
            "agent",
            new ToolBounds(Set.of(DEFAULT), Limit.CHANGE),
            "lead",
            new ToolBounds(Set.of(ALL), Limit.CHANGE),
            "admin",
            EVERYTHING);

    private static final String READ_ONLY = "readonly";

    /** How far tools may go. */
    public enum Limit {
        /** They read. */
        READ,
        /** They also create and change, but do not delete. */
        CHANGE,
        /** No limit. */
        DELETE
    }

    public ToolBounds {
        toolsets = Set.copyOf(toolsets);
    }

    /** The same, for reading only. */
    public ToolBounds readOnly() {
        return new ToolBounds(toolsets, Limit.READ);
    }

    /** Whether a toolset has this name, or several have together. Case counts. */
    public static boolean isToolset(String name) {
        return TOOLSETS.contains(name) || name.equals(ALL) || name.equals(DEFAULT);
    }

    /** All names that {@link #isToolset} accepts, for messages. */
    public static String names() {
        return Stream.concat(Stream.of(DEFAULT, ALL), TOOLSETS.stream()).collect(Collectors.joining(", "));
    }

    /**
     * The rights of a key.
     *
     * @param rights {@code read}, {@code agent}, {@code lead} or {@code admin}; or names of toolsets with {@code +} between
     *     them, of which {@code readonly} may be one
     * @return empty if a word is unknown
     */
    public static Optional<ToolBounds> ofRights(String rights) {
        String lower = rights.strip().toLowerCase(Locale.ROOT);
        ToolBounds mode = MODES.get(lower);
        if (mode != null) {
            return Optional.of(mode);
        }
        List<String> words =
                Arrays.stream(lower.split("\\+", -1)).map(String::strip).toList();
        Set<String> toolsets =
                words.stream().filter(word -> !word.equals(READ_ONLY)).collect(Collectors.toSet());
        if (toolsets.isEmpty() || !toolsets.stream().allMatch(ToolBounds::isToolset)) {
            return Optional.empty();
        }
        return Optional.of(new ToolBounds(toolsets, words.contains(READ_ONLY) ? Limit.READ : Limit.DELETE));
    }
}

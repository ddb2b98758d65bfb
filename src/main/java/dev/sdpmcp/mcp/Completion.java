package dev.sdpmcp.mcp;

import java.util.List;

/**
 * Suggestions for an argument ({@code CompleteResult.completion} in the schema).
 *
 * @param values at most {@value #MAX_VALUES}, best first
 * @param total how many there are in all
 */
public record Completion(List<String> values, int total, boolean hasMore) {

    /** 2025-11-25, Completion, Data Types. */
    public static final int MAX_VALUES = 100;

    public Completion {
        values = List.copyOf(values);
    }

    public static Completion of(List<String> all) {
        int shown = Math.min(all.size(), MAX_VALUES);
        return new Completion(all.subList(0, shown), all.size(), shown < all.size());
    }
}

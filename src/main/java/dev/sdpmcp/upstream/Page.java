package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Immutable.
 *
 * @param hasMore whether there are rows after these; the only reliable sign of the end
 * @param total number of all rows; null if the API did not return it
 */
public record Page(
        List<JsonNode> rows, boolean hasMore, @Nullable Integer total) {
    public Page {
        rows = List.copyOf(rows);
    }
}

package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list.
 *
 * @param hasMore whether there are rows after these; the only reliable mark of the end
 * @param total of all rows, null if the API did not say
 */
public record Page(
        List<JsonNode> rows, boolean hasMore, @Nullable Integer total) {
    public Page {
        rows = List.copyOf(rows);
    }
}

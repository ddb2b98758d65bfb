package dev.sdpmcp.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /health}.
 *
 * @param uptime whole seconds
 * @param totalConnections open streams; null, and then left out, for those whom it does not concern
 * @param connectionsByIP open streams of each address that has some; null like the total
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServerStatus(
        String status,
        String transport,
        long uptime,
        @Nullable Integer totalConnections,
        @Nullable Map<String, Integer> connectionsByIP) {}
